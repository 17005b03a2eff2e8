import { renderRefusal } from '../reply/refusal.ts';
import type { CommentRead, GitHubRepository } from '../github/github.ts';
import type { IssueRef } from '../task/issue.ts';
import { Fault } from '../task/fault.ts';
import type { IssueState, ReplyRow } from '../store/store.ts';
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

type Text = Pick<Wanted, 'ref' | 'body'>;

const post = async (
  github: GitHubRepository,
  wanted: Text,
  commentId: number | undefined,
): Promise<CommentRead> => {
  if (commentId === undefined) return github.createComment(wanted.ref, wanted.body);
  const updated = await github.updateComment(wanted.ref, commentId, wanted.body);
  return updated ?? github.createComment(wanted.ref, wanted.body);
};

/** What may be said there: in a repository that became public, only that it did. */
const redact = async (deps: OrchestratorDeps, wanted: Text): Promise<Text> => {
  const exposed = await refusePublic(deps, wanted.ref.repositoryId);
  return exposed === undefined ? wanted : { ...wanted, body: renderRefusal(exposed) };
};

/**
 * Remembers that a topic's comment should read so, and posts nothing. Answers what was wished for
 * there before.
 */
export const wishComment = async (
  { store }: OrchestratorDeps,
  wanted: Wanted,
): Promise<ReplyRow | undefined> => {
  const { ref, topic, installationId, body } = wanted;
  const before = await store.readReply(ref, topic);
  await store.saveReply({ ref, topic, installationId, wanted: body });
  return before;
};

/** A comment that an earlier try wrote, and died before it could note which one it is. */
const findLost = async (
  deps: OrchestratorDeps,
  github: GitHubRepository,
  before: ReplyRow | undefined,
): Promise<number | undefined> => {
  if (before === undefined || before.commentId !== undefined) return before?.commentId;
  const { ref, wanted: body, wishedAt } = before;
  const { body: written } = await redact(deps, { ref, body });
  return (await github.findOwnComment(ref, written, new Date(wishedAt)))?.id;
};

/**
 * Makes a topic's comment read as it is wished for now, whoever wished it: after the answer of
 * GitHub a wish that came meanwhile is posted as well, so that the last one stays. `before` is what
 * was wished for earlier, if anything was.
 */
export const postComment = async (
  deps: OrchestratorDeps,
  wanted: Omit<Wanted, 'body'>,
  before: ReplyRow | undefined,
): Promise<CommentRead> => {
  const { ref, topic } = wanted;
  const wish = await deps.store.readReply(ref, topic);
  if (wish === undefined) throw new Fault('broken-promise', `nobody wished for ${topic}`);
  const github = await deps.github(wanted.installationId);
  const commentId = wish.commentId ?? (await findLost(deps, github, before));
  const { body } = await redact(deps, { ref, body: wish.wanted });
  const comment = await post(github, { ref, body }, commentId);
  const isLast = await deps.store.markReplyPosted(wish, comment.id);
  return isLast ? comment : postComment(deps, wanted, wish);
};

/**
 * Makes a topic's comment read exactly so: creates it, edits it in place, or makes it again where
 * somebody deleted it. The wish is stored first, so that a reply that can not be posted now is
 * posted later by `postPending`.
 */
export const ensureComment = async (deps: OrchestratorDeps, wanted: Wanted): Promise<CommentRead> =>
  postComment(deps, wanted, await wishComment(deps, wanted));

/** The comment that shows an issue's plan: the last one that showed any, so that no two vie. */
export const planTopic = (state: Pick<IssueState, 'planTopic'>): string =>
  state.planTopic ?? 'plan';
