import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const hub = (row: Pick<ReadRow, 'name' | 'holds'> & Partial<ReadRow>): ReadRow => ({
  client: 'SecurityHub',
  operation: 'DescribeHub',
  input: () => ({}),
  ...row,
});

const HUB_ROWS: readonly ReadRow[] = [
  hub({
    name: 'exists',
    holds: (output, _planned, { physicalId }) => at(output, 'HubArn') === physicalId,
  }),
  hub({
    name: 'new controls',
    property: 'AutoEnableControls',
    holds: (output, planned) => at(output, 'AutoEnableControls') === planned,
  }),
];

const STANDARD_ROWS: readonly ReadRow[] = [
  hub({
    name: 'on',
    operation: 'GetEnabledStandards',
    pages: { token: 'NextToken', list: 'StandardsSubscriptions' },
    holds: (output, _planned, { properties }) =>
      listOf(at(output, 'StandardsSubscriptions')).some(
        (row) => at(row, 'StandardsArn') === properties['StandardsArn'],
      ),
  }),
];

/** Reads a hub and its standards back by their own calls. */
export const readBackHub = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::SecurityHub::Hub')
    return await runReadBack(input, input.physicalId, HUB_ROWS);
  if (input.type === 'AWS::SecurityHub::Standard')
    return await runReadBack(input, input.physicalId, STANDARD_ROWS);
  throw noReadBack(input);
};
