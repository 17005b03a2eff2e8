import { Fault, isTransient } from '../task/fault.ts';
import type { ReplyRow } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { postComment } from './replies.ts';

/** As long as a job may run: the job that wished for a younger one may be posting it now. */
const UNDER_WAY_SECONDS = 300;

/** What somebody waits for comes first: outcomes, then answers, then the rest. */
const RANKS = ['outcome', 'refusal', 'incident', 'answer'];

const rankOf = ({ topic }: ReplyRow): number => {
  const rank = RANKS.indexOf(topic.split(':')[0] ?? '');
  return rank === -1 ? RANKS.length : rank;
};

/** A receipt that comes late closes its issue late. */
const closeAfter = async (
  deps: OrchestratorDeps,
  row: ReplyRow,
  installationId: number,
): Promise<void> => {
  if (!row.topic.startsWith('outcome:')) return;
  const state = await deps.store.readIssue(row.ref);
  if (state?.status !== 'Completed' && state?.status !== 'RolledBack') return;
  const github = await deps.github(installationId);
  await github.closeIssue(row.ref, 'completed');
};

const postRow = async (deps: OrchestratorDeps, row: ReplyRow): Promise<void> => {
  const state = await deps.store.readIssue(row.ref);
  const installationId = state?.installationId ?? row.installationId;
  if (installationId === undefined) return;
  await postComment(deps, { ref: row.ref, installationId, topic: row.topic }, row);
  await closeAfter(deps, row, installationId);
};

/** The fault of one row; undefined when it is posted, or can never be. */
const tryRow = async (deps: OrchestratorDeps, row: ReplyRow): Promise<Fault | undefined> => {
  try {
    await postRow(deps, row);
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (isTransient(error)) return error;
    // The issue is gone, or closed to us: this wish must not stand in the way of the others.
    deps.log.error({ err: error, topic: row.topic, issue: row.ref.number }, 'a reply is given up');
    await deps.store.markReplyPosted(row, row.commentId ?? 0);
    return undefined;
  }
};

/**
 * Posts what an outage of GitHub left unposted, the most important first. A reply that breaks does
 * not hold up the others; being throttled ends the round.
 */
export const postPending = async (deps: OrchestratorDeps): Promise<void> => {
  const rows = await deps.store.listUnpostedReplies(50, UNDER_WAY_SECONDS);
  let broken: Fault | undefined;
  for (const row of rows.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    broken = (await tryRow(deps, row)) ?? broken;
    if (broken?.kind === 'throttled') break;
  }
  if (broken !== undefined) throw broken;
};
