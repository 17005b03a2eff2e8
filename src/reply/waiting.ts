import type { Approval } from '../approve/approval.ts';
import { shortDigest, type PlanDigest } from '../task/ids.ts';
import { blocks, utc } from './markdown.ts';
import { fence, quoteInline } from './quote.ts';

const lineOf = (digest: PlanDigest, items: readonly number[]): string =>
  `/approve ${[shortDigest(digest), items.join()].join(' ').trim()}`;

/** One of two people has approved. */
export const renderWaiting = (
  latest: Approval,
  digest: PlanDigest,
  items: readonly number[] = [],
): string =>
  blocks(
    `**Approved, 1 of 2**, by ${quoteInline(latest.person.login, 40)} at ${utc(latest.at)}.`,
    '**Why** · more than one resource, or data, is lost: two different people must agree.',
    `**Next** · a second person types:\n\n${fence(lineOf(digest, items))}`,
  );
