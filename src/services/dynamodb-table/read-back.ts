import type { Json } from '../../task/json.ts';
import { at, holdsWithin } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const arnOf = (input: ReadBackInput): string =>
  `arn:aws:dynamodb:${input.region}:${input.account.id}:table/${input.physicalId}`;

const row = (
  name: string,
  where: readonly [property: string, operation: string],
  holds: ReadRow['holds'],
): ReadRow => ({
  name,
  ...(where[0] === '' ? {} : { property: where[0] }),
  client: 'DynamoDB',
  operation: where[1],
  input: (input) => ({ TableName: input.physicalId }),
  holds,
});

/** On-demand tables of all ages say it in the summary; provisioned ones may say nothing. */
const modeOf = (output: unknown): Json =>
  at(output, 'Table.BillingModeSummary.BillingMode') ?? 'PROVISIONED';

const isRecoverable = (output: unknown): boolean =>
  at(
    output,
    'ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus',
  ) === 'ENABLED';

const ROWS: readonly ReadRow[] = [
  row('active', ['', 'DescribeTable'], (output) => at(output, 'Table.TableStatus') === 'ACTIVE'),
  row('keys', ['KeySchema', 'DescribeTable'], (output, planned) =>
    holdsWithin(planned, at(output, 'Table.KeySchema')),
  ),
  row('billing', ['BillingMode', 'DescribeTable'], (output, planned) => modeOf(output) === planned),
  row(
    'deletion protection',
    ['DeletionProtectionEnabled', 'DescribeTable'],
    (output, planned) => (at(output, 'Table.DeletionProtectionEnabled') ?? false) === planned,
  ),
  row(
    'encrypted',
    ['SSESpecification', 'DescribeTable'],
    (output, planned) =>
      at(planned, 'SSEEnabled') !== true || at(output, 'Table.SSEDescription.SSEType') === 'KMS',
  ),
  row(
    'recoverable',
    ['PointInTimeRecoverySpecification', 'DescribeContinuousBackups'],
    (output, planned) => isRecoverable(output) === at(planned, 'PointInTimeRecoveryEnabled'),
  ),
  row(
    'time to live',
    ['TimeToLiveSpecification', 'DescribeTimeToLive'],
    (output, planned) =>
      at(output, 'TimeToLiveDescription.AttributeName') === at(planned, 'AttributeName'),
  ),
  {
    ...row('tagged', ['Tags', 'ListTagsOfResource'], (output, _planned, input) =>
      holdsTags(at(output, 'Tags'), input),
    ),
    input: (input) => ({ ResourceArn: arnOf(input) }),
    pages: { token: 'NextToken', list: 'Tags' },
  },
];

/** Reads a table back by DynamoDB's own calls. */
export const readBackDynamodb = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::DynamoDB::Table') throw noReadBack(input);
  return await runReadBack(input, arnOf(input), ROWS);
};
