import { gatherLooks } from '../report/receipts/gather.ts';
import { answerWork } from './answer-work.ts';
import type { ReaderDeps } from './reader-deps.ts';
import { parseReceiptsAsked } from './receipt-look.ts';

/** A look ends before its job is taken away and tried again from the beginning. */
const LONGEST_MS = 12 * 60_000;

/** Looks at what was carried out, by the reader's role; who asks twice for a look gets one. */
export const onReceipts = (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const order = { workId: String(job['workId']), job, told: 'receipts-seen' } as const;
  return answerWork(deps, order, async (input) => {
    const { receipts } = parseReceiptsAsked(input);
    const end = deps.clock.now().getTime() + LONGEST_MS;
    const mayGoOn = (): boolean => deps.clock.now().getTime() < end;
    const claims = receipts.map(({ claim }) => claim);
    return { looks: await gatherLooks(claims, deps.aws.openReader, mayGoOn) };
  });
};
