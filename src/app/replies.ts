import { renderRefusal } from '../reply/refusal.ts';
import type { CommentRead, GitHubRepository } from '../github/github.ts';
import type { IssueRef } from '../task/issue.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { refusePublic } from './public-repository.ts';

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

/** What may be said there: in a repository that became public, only that it did. */
const redact = async (deps: OrchestratorDeps, wanted: Wanted): Promise<Wanted> => {
  const exposed = await refusePublic(deps, wanted.ref.repositoryId);
  return exposed === undefined ? wanted : { ...wanted, body: renderRefusal(exposed) };
};

/** Remembers that a topic's comment should read so, and posts nothing. */
export const wishComment = async ({ store }: OrchestratorDeps, wanted: Wanted): Promise<void> => {
  const { ref, topic, installationId, body } = wanted;
  await store.saveReply({ ref, topic, installationId, wanted: body });
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
  await wishComment(deps, wanted);
  const github = await deps.github(wanted.installationId);
  const comment = await post(github, await redact(deps, wanted), known?.commentId);
  await store.markReplyPosted(wanted, comment.id);
  return comment;
};

/** The comment that shows an issue's plan: the last one that showed any, so that no two vie. */
export const planTopic = (state: Pick<IssueState, 'planTopic'>): string =>
  state.planTopic ?? 'plan';
