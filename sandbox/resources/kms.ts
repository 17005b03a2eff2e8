import { problem, sameId, type TypeRow } from './model.ts';
import { policyProblem } from './policy-grammar.ts';

const keyArn = (id: string, accountId: string, region: string): string =>
  `arn:aws:kms:${region}:${accountId}:key/${id}`;

/** `AWS::KMS::Key`. Takes tags, but not those that CloudFormation writes itself. */
export const key: TypeRow = {
  type: 'AWS::KMS::Key',
  service: 'Kms',
  tags: 'list',
  hasSystemTags: false,
  seconds: { create: 20, update: 10, delete: 5 },
  replaceOn: [],
  idPrefix: 'key-',
  idOf: sameId,
  arnOf: (id, { accountId, region }) => keyArn(id, accountId, region),
  attributesOf: (id, { accountId, region }) => ({
    Arn: keyArn(id, accountId, region),
    KeyId: id,
  }),
  refuse: ({ properties }) => {
    const own = properties['KeyPolicy'];
    const found = own === undefined ? undefined : policyProblem('resource', own);
    return found === undefined ? undefined : problem('InvalidRequest', 400, found);
  },
};
