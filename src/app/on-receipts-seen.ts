import { renderSavingUndone } from '../reply/saving-undone.ts';
import { didNotCome } from '../report/receipts/observe.ts';
import type { Look, Receipt } from '../report/receipts/receipt.ts';
import type { IssueState } from '../store/store.ts';
import { Fault, isTransient } from '../task/fault.ts';
import type { OrchestratorDeps } from './deps.ts';
import { FOLLOWED_DAYS } from './on-receipts-due.ts';
import { parseReceiptsAsked, parseReceiptsSeen } from './receipt-look.ts';
import { ensureComment } from './replies.ts';

/** Issues that are told of in one go: each is a call of GitHub that creates content. */
const MOST_TOLD = 20;

const keyOf = ({ planId, claim }: Pick<Receipt, 'planId' | 'claim'>) => ({
  planId,
  arn: claim.arn,
});

const isSame = (a: Pick<Receipt, 'planId' | 'claim'>, b: { planId: string; claim: object }) =>
  a.planId === b.planId && a.claim.arn === (b.claim as Receipt['claim']).arn;

/** Writes down what was seen of each; a job that comes twice writes it once. */
const keepLooks = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  work: { readonly input: Parameters<typeof parseReceiptsAsked>[0] } & {
    readonly output?: Parameters<typeof parseReceiptsSeen>[0];
  },
): Promise<string> => {
  const { day, receipts } = parseReceiptsAsked(work.input);
  const seen = parseReceiptsSeen(work.output);
  const known = await store.listReceipts(FOLLOWED_DAYS);
  for (const [at, asked] of receipts.entries()) {
    const [receipt, saw] = [known.find((one) => isSame(one, asked)), seen[at]];
    if (receipt === undefined || saw === undefined) continue;
    const look: Look = { day, ...saw };
    if (receipt.looks.some((one) => one.day >= day)) continue;
    await store.saveLooks(keyOf(receipt), [...receipt.looks, look]);
  }
  return day;
};

/** What concerns one plan, and with it one issue. */
interface Undone {
  readonly receipts: readonly Receipt[];
  readonly day: string;
  /** True when the issue was opened again for a saving before. */
  readonly isToldBefore: boolean;
}

/** The plan that was carried out is no plan any more: a person who wants it asks for a new one. */
const voidPlan = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  state: IssueState,
  planId: Receipt['planId'],
): Promise<void> => {
  if (state.planId !== planId || state.status !== 'Completed') return;
  const reopenedAt = (await store.now()).toISOString();
  const note = 'A saving did not come; `/plan` makes a new plan.';
  await store.saveIssue({ ...state, reopenedAt, note });
};

const tell = async (deps: OrchestratorDeps, { receipts, day, isToldBefore }: Undone) => {
  const [first] = receipts;
  const state = first === undefined ? undefined : await deps.store.readIssue(first.ref);
  if (first === undefined || state === undefined) return;
  const { ref, installationId } = state;
  const github = await deps.github(installationId);
  const topic = `saving-undone:${first.planId}:${day}`;
  const isSaid = (await deps.store.readReply(ref, topic)) !== undefined;
  const isClosed = (await github.readIssue(ref))?.state === 'closed';
  // Once: whoever closes it after that has the last word.
  const reopens = isClosed && !isSaid && !isToldBefore;
  if (reopens) await github.reopenIssue(ref);
  const { maskAccountIds } = deps.config;
  const body = renderSavingUndone({ receipts, day, maskAccountIds });
  await ensureComment(deps, { ref, installationId, topic, body });
  if (!isToldBefore && (reopens || !isClosed)) await voidPlan(deps, state, first.planId);
};

/** One issue that can not be written, such as one that somebody deleted, holds up no other. */
const tellSafely = async (deps: OrchestratorDeps, undone: Undone): Promise<void> => {
  try {
    await tell(deps, undone);
  } catch (error) {
    if (!(error instanceof Fault) || isTransient(error)) throw error;
    deps.log.error({ err: error }, 'the issue of a saving that did not come was not written');
  }
  for (const receipt of undone.receipts) {
    await deps.store.markReceiptTold(keyOf(receipt));
    const { planId, claim } = receipt;
    const detail = { arn: claim.arn, day: undone.day };
    await deps.store.record({ kind: 'saving-undone', subject: planId, detail });
  }
};

/**
 * Keeps what was seen of savings, and opens the issue of one that did not come again, once. What
 * was told is remembered, so that a restart, a kill or another node tells it no second time.
 */
export const onReceiptsSeen = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const work = await deps.store.readWork(String(job['workId']));
  if (work?.output === undefined) throw new Fault('broken-promise', 'a look at nothing');
  const day = await keepLooks(deps, work);
  const all = await deps.store.listReceipts(FOLLOWED_DAYS);
  const undone = all.filter((one) => didNotCome(one, day));
  const plans = [...new Set(undone.map(({ planId }) => planId))].slice(0, MOST_TOLD);
  for (const planId of plans) {
    const receipts = undone.filter((one) => one.planId === planId);
    const isToldBefore = all.some(
      (one) => one.toldAt !== undefined && isOfIssue(one, receipts[0]?.ref),
    );
    await tellSafely(deps, { receipts, day, isToldBefore });
  }
};

const isOfIssue = ({ ref }: Receipt, other: Receipt['ref'] | undefined): boolean =>
  ref.repositoryId === other?.repositoryId && ref.number === other.number;
