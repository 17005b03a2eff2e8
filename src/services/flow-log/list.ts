import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { FLOW_LOGS } from '../network/kinds.ts';

/** Flow logs of one region, with what each watches. */
export const listFlowLogs = listByKind(FLOW_LOGS, (row) => ({
  resourceId: memberOf(row, 'ResourceId'),
  state: memberOf(row, 'FlowLogStatus'),
  delivery: memberOf(row, 'DeliverLogsStatus'),
}));
