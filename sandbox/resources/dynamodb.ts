import { problem, sameId, type TypeRow } from './model.ts';
import { tableProblem } from './table-rules.ts';

const tableArn = (name: string, accountId: string, region: string): string =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${name}`;

/** `AWS::DynamoDB::Table`. Another key schema replaces it; deletion protection holds. */
export const table: TypeRow = {
  type: 'AWS::DynamoDB::Table',
  service: 'DynamoDb',
  tags: 'list',
  seconds: { create: 15, update: 15, delete: 10 },
  replaceOn: ['ImportSourceSpecification', 'KeySchema', 'LocalSecondaryIndexes', 'TableName'],
  nameProperty: 'TableName',
  nameLimit: 255,
  idOf: sameId,
  arnOf: (id, { accountId, region }) => tableArn(id, accountId, region),
  attributesOf: (id, { accountId, region }, properties) => ({
    Arn: tableArn(id, accountId, region),
    ...(properties['StreamSpecification'] === undefined
      ? {}
      : { StreamArn: `${tableArn(id, accountId, region)}/stream/2026-01-01T00:00:00.000` }),
  }),
  bornWith: () => ({ ItemCount: 0, TableSizeBytes: 0 }),
  refuseCreate: ({ name }) =>
    /^[a-zA-Z0-9_.-]{3,255}$/.test(name)
      ? undefined
      : problem('InvalidRequest', 400, `TableName ${name} is not valid`),
  refuse: ({ properties }) => tableProblem(properties),
  refuseDelete: (resource) =>
    resource.properties['DeletionProtectionEnabled'] === true
      ? problem(
          'InvalidRequest',
          400,
          'Resource cannot be deleted as it is currently protected against deletion. Disable ' +
            'deletion protection first.',
        )
      : undefined,
};
