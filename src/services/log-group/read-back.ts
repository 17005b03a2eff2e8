import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const groupArn = (input: ReadBackInput): string =>
  `arn:aws:logs:${input.region}:${input.account.id}:log-group:${input.physicalId}`;

const groupOf = (output: unknown, input: ReadBackInput): Json | undefined =>
  listOf(at(output, 'logGroups')).find((row) => at(row, 'logGroupName') === input.physicalId);

const groupRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'CloudWatchLogs',
  operation: 'DescribeLogGroups',
  input: (input) => ({ logGroupNamePrefix: input.physicalId, limit: 1 }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  groupRow('exists', { holds: (output, _planned, input) => groupOf(output, input) !== undefined }),
  groupRow('retention', {
    property: 'RetentionInDays',
    holds: (output, planned, input) => at(groupOf(output, input), 'retentionInDays') === planned,
  }),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'CloudWatchLogs',
    operation: 'ListTagsForResource',
    input: (input) => ({ resourceArn: groupArn(input) }),
    holds: (output, _planned, input) => holdsTagMap(at(output, 'tags'), input),
  },
];

const filterOf = (output: unknown, input: ReadBackInput): Json | undefined =>
  listOf(at(output, 'metricFilters')).find((row) => at(row, 'filterName') === input.physicalId);

/** Asked in every log group: the template names its own by a reference. */
const FILTER_ROWS: readonly ReadRow[] = [
  {
    name: 'counts lines',
    property: 'FilterPattern',
    client: 'CloudWatchLogs',
    operation: 'DescribeMetricFilters',
    input: (input) => ({ filterNamePrefix: input.physicalId }),
    holds: (output, planned, input) => at(filterOf(output, input), 'filterPattern') === planned,
  },
];

/** Reads a log group and its filter back by their own calls; its key as a companion. */
export const readBackLogGroup = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::Logs::LogGroup') return await runReadBack(input, groupArn(input), ROWS);
  if (input.type === 'AWS::Logs::MetricFilter')
    return await runReadBack(input, groupArn({ ...input, physicalId: '*' }), FILTER_ROWS);
  return await readCompanion(input);
};
