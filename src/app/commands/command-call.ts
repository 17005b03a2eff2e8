import type { TaskCommand } from '../../intake/parse-command.ts';
import type { GitHubRepository, CommentRead } from '../../github/github.ts';
import type { IssueState } from '../../store/store.ts';
import type { Standing } from '../../approve/may-approve.ts';
import type { IssueRef, Person } from '../../task/issue.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { OrchestratorDeps } from '../deps.ts';

/** A comment that may be a command, as its webhook told it. */
export interface CommentCall {
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly commentId: number;
  readonly sender: Person;
  readonly body: string;
}

/** A command, with everything that was read again from GitHub before it counts. */
export interface CommandCall {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly command: TaskCommand;
  readonly comment: CommentRead;
  readonly standing: Standing;
  readonly state: IssueState;
}

/** How a command ended: nothing is swallowed. */
export type CommandAnswer =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Something to read, as a comment of its own. */
  | { readonly kind: 'said'; readonly body: string }
  /** What was done shows in the living comment or follows as a comment of its own. */
  | { readonly kind: 'done' };

export const DONE: CommandAnswer = { kind: 'done' };

/** Wraps a refusal. */
export const refuse = (refusal: Refusal): CommandAnswer => ({ kind: 'refused', refusal });
