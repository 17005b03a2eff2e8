import { isInCircle, type Standing } from '../../approve/may-approve.ts';
import type { GitHubRepository } from '../../github/github.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { proposeLesson } from '../learn/propose-lesson.ts';
import { refusePublic } from '../public-repository.ts';
import { refuse, type CommandAnswer, type CommentCall } from './command-call.ts';

/** Lessons that one person may ask for in an hour: each makes every plan of its issue anew. */
const MOST_AN_HOUR = 10;

/** Who asks for the lesson of an issue, and where. */
export interface LearnCall extends CommentCall {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly standing: Standing;
}

const OPEN: Refusal = {
  code: 'issue-open',
  because: 'The issue is open, so nobody knows yet what it teaches.',
  next: 'Close it when it is done, then `/learn`.',
};

const refuseLearn = async (call: LearnCall): Promise<Refusal | undefined> => {
  const { deps, github, ref, standing } = call;
  if (!isInCircle(deps.config.approvals.approvers, standing)) {
    return {
      code: 'may-not-command',
      because: '`/learn` proposes what people and models read here; it is for those who approve.',
      next: 'Ask one of them; `/help` says who they are.',
    };
  }
  const exposed = await refusePublic(deps, ref.repositoryId);
  if (exposed !== undefined) return exposed;
  if ((await github.readIssue(ref))?.state !== 'closed') return OPEN;
  if ((await deps.store.countRecent('learn', standing.personId)) <= MOST_AN_HOUR) return undefined;
  return {
    code: 'rate-limited',
    because: `One person may ask for ${MOST_AN_HOUR} lessons in an hour.`,
    next: 'Type `/learn` in an hour.',
  };
};

/**
 * `/learn`: proposes, by a pull request that this application never merges, what a closed issue
 * teaches: a page, a runbook where something failed, a stricter baseline where more was asked for.
 */
export const learn = async (call: LearnCall): Promise<CommandAnswer> => {
  const refusal = await refuseLearn(call);
  if (refusal !== undefined) return refuse(refusal);
  await call.github.react(call.ref, call.commentId, 'eyes');
  const proposed = await proposeLesson(call.deps, call);
  return proposed.ok ? { kind: 'said', body: proposed.value } : refuse(proposed.refusal);
};
