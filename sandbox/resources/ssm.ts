import { sameId, textProperty, type TypeModel } from './model.ts';

const slashed = (name: string): string => (name.startsWith('/') ? name : `/${name}`);

/** `AWS::SSM::Parameter`. Tags are a map. */
export const parameter: TypeModel = {
  type: 'AWS::SSM::Parameter',
  service: 'Ssm',
  tags: 'map',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['Type', 'Value'],
  properties: [
    'AllowedPattern',
    'DataType',
    'Description',
    'Name',
    'Policies',
    'Tags',
    'Tier',
    'Type',
    'Value',
  ],
  replaceOn: ['Name'],
  nameProperty: 'Name',
  nameLimit: 1011,
  idOf: sameId,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:ssm:${region}:${accountId}:parameter${slashed(id)}`,
  attributesOf: (_id, _place, properties) => ({
    Type: textProperty(properties, 'Type'),
    Value: textProperty(properties, 'Value'),
  }),
};
