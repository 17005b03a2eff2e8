import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { listByKind } from '../by-id/list.ts';
import { at, textIn } from '../compare.ts';
import { INTERNET_GATEWAYS } from '../network/kinds.ts';

/** Internet gateways of one region. */
export const listInternetGateways = listByKind(INTERNET_GATEWAYS, (row) => ({
  attachedTo: listOf(row['Attachments'] as Json | undefined)
    .map((tie) => textIn(at(tie, 'VpcId')))
    .join(', '),
}));
