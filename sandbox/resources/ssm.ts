import { sameId, textProperty, type TypeRow } from './model.ts';

const slashed = (name: string): string => (name.startsWith('/') ? name : `/${name}`);

/** `AWS::SSM::Parameter`. Tags are a map. */
export const parameter: TypeRow = {
  type: 'AWS::SSM::Parameter',
  service: 'Ssm',
  tags: 'map',
  seconds: { create: 3, update: 3, delete: 2 },
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
