import { sameId, type TypeRow } from './model.ts';

/** `AWS::CDK::Metadata`: CloudFormation answers it itself. */
export const cdkMetadata: TypeRow = {
  type: 'AWS::CDK::Metadata',
  service: 'CloudFormation',
  tags: 'none',
  seconds: { create: 1, update: 1, delete: 1 },
  replaceOn: [],
  idPrefix: 'metadata-',
  idOf: sameId,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:cloudformation:${region}:${accountId}:metadata/${id}`,
  attributesOf: () => ({}),
};
