import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const alarmOf = (output: unknown): Json | undefined => listOf(at(output, 'MetricAlarms'))[0];

const alarmRow = (name: string, property: string): ReadRow => ({
  name,
  property,
  client: 'CloudWatch',
  operation: 'DescribeAlarms',
  input: (input) => ({ AlarmNames: [input.physicalId] }),
  holds: (output, planned) => {
    const found = at(alarmOf(output), property);
    return holdsWithin(planned, found) || textIn(found) === textIn(planned);
  },
});

const arnOf = ({ region, account, physicalId }: ReadBackInput): string =>
  `arn:aws:cloudwatch:${region}:${account.id}:alarm:${physicalId}`;

const ROWS: readonly ReadRow[] = [
  alarmRow('metric', 'MetricName'),
  alarmRow('threshold', 'Threshold'),
  alarmRow('comparison', 'ComparisonOperator'),
  alarmRow('tells', 'AlarmActions'),
  alarmRow('silence', 'TreatMissingData'),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'CloudWatch',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceARN: arnOf(input) }),
    holds: (output, _planned, input) => holdsTags(at(output, 'Tags'), input),
  },
];

const exists: ReadRow = {
  name: 'exists',
  client: 'CloudWatch',
  operation: 'DescribeAlarms',
  input: (input) => ({ AlarmNames: [input.physicalId] }),
  holds: (output) => alarmOf(output) !== undefined,
};

/** Reads an alarm back by CloudWatch's own calls. */
export const readBackAlarm = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, arnOf(input), [exists, ...ROWS]);
