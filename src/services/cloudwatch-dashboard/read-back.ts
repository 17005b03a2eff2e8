import { at } from '../compare.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import { widgetsIn } from './body.ts';

const row = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'CloudWatch',
  operation: 'GetDashboard',
  input: (input) => ({ DashboardName: input.physicalId }),
  ...rest,
});

const ROWS: readonly ReadRow[] = [
  row('exists', { holds: (output) => at(output, 'DashboardName') !== undefined }),
  row('widgets', {
    property: 'DashboardBody',
    holds: (output, planned) =>
      widgetsIn(at(output, 'DashboardBody')).length === widgetsIn(planned).length,
  }),
];

/** Reads a dashboard back by CloudWatch's own call. */
export const readBackDashboard = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const arn = `arn:aws:cloudwatch::${input.account.id}:dashboard/${input.physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
