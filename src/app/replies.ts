import { sha256 } from '../plan/digest.ts';
import type { CommentRead, GitHubRepository } from '../github/github.ts';
import type { IssueRef } from '../task/issue.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';

/** One comment of the application: the topic says which, so that it is edited and not repeated. */
export interface Wanted {
  readonly ref: IssueRef;
  readonly installationId: number;
  /** `plan`, `outcome:<plan>`, `refusal:<comment>` and so on. */
  readonly topic: string;
  readonly body: string;
}

const post = async (
  github: GitHubRepository,
  wanted: Wanted,
  commentId: number | undefined,
): Promise<CommentRead> => {
  if (commentId === undefined) return github.createComment(wanted.ref, wanted.body);
  const updated = await github.updateComment(wanted.ref, commentId, wanted.body);
  return updated ?? github.createComment(wanted.ref, wanted.body);
};

/**
 * Makes a topic's comment read exactly so: creates it, edits it in place, or makes it again where
 * somebody deleted it. The wish is stored first, so that a reply that can not be posted now is
 * posted later by `postPending`.
 */
export const ensureComment = async (
  deps: OrchestratorDeps,
  wanted: Wanted,
): Promise<CommentRead> => {
  const { store } = deps;
  const known = await store.readReply(wanted.ref, wanted.topic);
  await store.saveReply({
    ref: wanted.ref,
    topic: wanted.topic,
    wanted: wanted.body,
    ...(known?.commentId === undefined ? {} : { commentId: known.commentId }),
  });
  const github = await deps.github(wanted.installationId);
  const comment = await post(github, wanted, known?.commentId);
  await store.markReplyPosted(wanted, comment.id);
  return comment;
};

/** The comment that shows an issue's plan; a rollback has one of its own. */
export const planTopic = (state: Pick<IssueState, 'planTopic'>): string =>
  state.planTopic ?? 'plan';

/** True when the topic's comment was asked to read exactly so already. */
export const isAlreadyWanted = async (deps: OrchestratorDeps, wanted: Wanted): Promise<boolean> => {
  const known = await deps.store.readReply(wanted.ref, wanted.topic);
  return known?.isPosted === true && sha256(known.wanted) === sha256(wanted.body);
};

/** Posts what an earlier outage of GitHub left unposted. Order is that of the wishes. */
export const postPending = async (deps: OrchestratorDeps): Promise<number> => {
  const rows = await deps.store.listUnpostedReplies(50);
  let posted = 0;
  for (const row of rows) {
    const state = await deps.store.readIssue(row.ref);
    if (state === undefined) continue;
    await ensureComment(deps, {
      ref: row.ref,
      installationId: state.installationId,
      topic: row.topic,
      body: row.wanted,
    });
    posted += 1;
  }
  return posted;
};
