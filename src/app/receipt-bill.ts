import { z } from 'zod';
import { gatherOnDemand } from '../report/cost/gather.ts';
import {
  billDays,
  billedService,
  spendOf,
  type OwnerSpend,
  type ReceiptBill,
} from '../report/receipts/shift.ts';
import type { Receipt } from '../report/receipts/receipt.ts';
import type { Days } from '../report/cost/window.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** The trust boundary of the bill around some receipts: asked by one worker, told by another. */

const days = z.object({ from: z.iso.date(), until: z.iso.date() });
const owner = z.object({ accountId: z.string().regex(/^[0-9]{12}$/), service: z.string() });

const asked = z.object({ days, watched: z.array(owner) });

const told = z.object({
  requests: z.int(),
  bill: z
    .object({
      days,
      spend: z.array(owner.extend({ usdDaily: z.record(z.string(), z.number()) })),
    })
    .exactOptional(),
});

/** What is asked of the bill for some receipts. */
interface BillAsked {
  readonly days: Days;
  readonly watched: readonly Omit<OwnerSpend, 'usdDaily'>[];
}

/** What the bill told, and what asking it cost. */
export interface BillTold {
  readonly requests: number;
  readonly bill?: ReceiptBill;
}

const ownersOf = (receipts: readonly Receipt[]): BillAsked['watched'] => {
  const owners = receipts.map(({ claim }) => [claim.accountId, billedService(claim)].join(' '));
  return [...new Set(owners)].map((key) => ({
    accountId: key.slice(0, key.indexOf(' ')),
    service: key.slice(key.indexOf(' ') + 1),
  }));
};

/** What to ask the bill for some receipts, as a member of a question; nothing for none. */
export const askReceiptBill = (receipts: readonly Receipt[], now: Date): JsonObject => {
  const span = billDays(receipts, now.toISOString().slice(0, 10));
  if (span === undefined) return {};
  const { from, until } = span;
  return { receipts: { days: { from, until }, watched: [...ownersOf(receipts)] } };
};

const NOTHING: BillTold = { requests: 0 };

/**
 * Asks Cost Explorer once what the accounts of some receipts cost by service and day. What can not
 * be known is left out: the report then says so beside its receipts.
 */
export const readReceiptBill = async (
  { aws }: { readonly aws: Pick<ReaderDeps['aws'], 'openCosts'> },
  question: JsonObject,
  mostRequests: number,
): Promise<BillTold> => {
  const read = asked.safeParse(question['receipts']);
  if (!read.success || mostRequests <= 0) return NOTHING;
  const ask = await aws.openCosts();
  if (!ask.ok) return NOTHING;
  const { days: span, watched } = read.data;
  const accounts = [...new Set(watched.map(({ accountId }) => accountId))];
  const about = { scope: { metric: 'unblended' as const, accounts }, days: span };
  const { bill, requests } = await gatherOnDemand(ask.value, about, mostRequests);
  if (!bill.ok || bill.value.currency !== 'USD') return { requests };
  return { requests, bill: { days: span, spend: spendOf(bill.value, watched) } };
};

/** Reads what the bill told; an answer of an older version has none. */
export const parseBillTold = (row: unknown): BillTold => {
  if (row === undefined) return NOTHING;
  const read = told.safeParse(row);
  if (!read.success) throw new Fault('malformed-answer', 'what the bill told is no bill');
  return read.data;
};
