import { at, holdsWithin } from '../compare.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const groupRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'XRay',
  operation: 'GetGroup',
  input: (input) => ({ GroupARN: input.physicalId }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  groupRow('exists', { holds: (output) => at(output, 'Group.GroupARN') !== undefined }),
  groupRow('filter', {
    property: 'FilterExpression',
    holds: (output, planned) => at(output, 'Group.FilterExpression') === planned,
  }),
  groupRow('insights', {
    property: 'InsightsConfiguration',
    holds: (output, planned) => holdsWithin(planned, at(output, 'Group.InsightsConfiguration')),
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

/** Reads a group of traces back by X-Ray's own calls. */
export const readBackGroup = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, input.physicalId, ROWS);
