import { findResource } from '../state.ts';
import { problem, sameId, textProperty, type TypeRow } from './model.ts';
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

/** `AWS::KMS::Alias`: a name of one key of the same account and region. */
export const keyAlias: TypeRow = {
  type: 'AWS::KMS::Alias',
  service: 'Kms',
  tags: 'none',
  seconds: { create: 5, update: 5, delete: 3 },
  replaceOn: ['AliasName'],
  nameProperty: 'AliasName',
  nameLimit: 256,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => `arn:aws:kms:${region}:${accountId}:${id}`,
  attributesOf: () => ({}),
  refuseCreate: ({ name }) => {
    if (!/^alias\/[A-Za-z0-9/_-]+$/.test(name))
      return problem('InvalidRequest', 400, `Alias must start with the prefix "alias/": ${name}`);
    return name.startsWith('alias/aws/')
      ? problem('InvalidRequest', 400, 'Alias name cannot begin with alias/aws/')
      : undefined;
  },
  refuse: ({ state, place, properties }) => {
    const target = textProperty(properties, 'TargetKeyId');
    const id = target.split('/').at(-1) ?? '';
    return findResource(state, { type: 'AWS::KMS::Key', ...place }, id) === undefined
      ? problem(
          'NotFound',
          404,
          `Key '${keyArn(id, place.accountId, place.region)}' does not exist`,
        )
      : undefined;
  },
};
