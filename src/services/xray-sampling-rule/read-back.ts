import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin } from '../compare.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const LIST = 'SamplingRuleRecords';

const ruleOf = (output: unknown, input: ReadBackInput): Json | undefined =>
  listOf(at(output, LIST))
    .map((row) => at(row, 'SamplingRule'))
    .find((row) => row !== undefined && at(row, 'RuleARN') === input.physicalId);

const ruleRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'XRay',
  operation: 'GetSamplingRules',
  input: () => ({}),
  pages: { token: 'NextToken', list: LIST },
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  ruleRow('exists', { holds: (output, _planned, input) => ruleOf(output, input) !== undefined }),
  ruleRow('sampling', {
    property: 'SamplingRule',
    holds: (output, planned, input) => holdsWithin(planned, ruleOf(output, input)),
  }),
  {
    name: 'tagged',
    property: 'Tags',
    client: 'XRay',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceARN: input.physicalId }),
    holds: (output, _planned, input) => holdsTags(at(output, 'Tags'), input),
  },
];

/** Reads a sampling rule back by X-Ray's own calls. */
export const readBackSampling = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, input.physicalId, ROWS);
