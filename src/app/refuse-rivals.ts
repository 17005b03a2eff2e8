import type { CommentRead, ReleaseGitHub } from '../github/github.ts';
import { saysOver } from '../reply/banner.ts';
import type { IssueRef } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { isOurs, showsPlan, type WantedScreen } from './screen.ts';

const notProven = (because: string): Refusal => ({
  code: 'approval-not-proven',
  because,
  next: 'Delete comments that show another plan, type `/plan`, and approve what is shown then.',
});

const stoodBefore = (one: CommentRead, own: CommentRead): boolean =>
  one.id < own.id && Date.parse(one.updatedAt) <= Date.parse(own.updatedAt);

/** A plan that is over says so, stands above the present one, and was left alone since. */
const isRival = (comment: CommentRead, own: CommentRead): boolean =>
  showsPlan(comment.body) && !(saysOver(comment.body) && stoodBefore(comment, own));

/**
 * Whoever writes rows chooses which comment is proven; people approve what they see. So the plan
 * that is proven must be the one that they saw: not hidden, and the last that this application
 * shows in the issue. Undefined when it is. A comment that is deleted by now is not seen here.
 */
export const refuseRivals = async (
  github: ReleaseGitHub,
  ref: IssueRef,
  { commentId, appId }: Pick<WantedScreen, 'commentId' | 'appId'>,
): Promise<Refusal | undefined> => {
  const comments = await github.listComments(ref);
  if (comments === undefined) {
    return notProven('The issue holds more comments than can be looked through.');
  }
  const ours = comments.filter((comment) => isOurs(comment, appId));
  const own = ours.find((comment) => comment.id === commentId);
  if (own === undefined || own.isMinimized) {
    return notProven('The comment that shows the plan is hidden or gone.');
  }
  const rival = ours.some((comment) => comment.id !== own.id && isRival(comment, own));
  return rival ? notProven('Another comment of the application shows another plan.') : undefined;
};
