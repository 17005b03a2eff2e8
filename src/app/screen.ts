import type { PlanOnScreen } from '../approve/attempt.ts';
import type { CommentRead, ReleaseGitHub } from '../github/github.ts';
import type { IssueRef } from '../task/issue.ts';

const START = '<!-- aws-coworker:plan -->';
const END = '<!-- /aws-coworker:plan -->';

/**
 * Puts the plan between its marks, under a line that may change while the plan does not, and over
 * what was noticed beside the request.
 */
export const composePlanComment = (banner: string, block: string, notes = ''): string =>
  [banner, `${START}\n${block.trim()}\n${END}`, notes].filter((part) => part !== '').join('\n\n');

/** The text between the marks, or undefined when they are not there exactly once. */
const blockOf = (body: string): string | undefined => {
  const parts = body.replaceAll('\r\n', '\n').split(START);
  const rest = parts[1]?.split(END);
  if (parts.length !== 2 || rest?.length !== 2) return undefined;
  return rest[0]?.trim();
};

/** Anybody can write marks into a comment of their own; only ours show a plan. */
const isOurs = ({ authorType, viaAppId }: CommentRead, appId: number): boolean =>
  authorType === 'Bot' && (viaAppId ?? appId) === appId;

/**
 * What GitHub shows of a plan at this moment: whether the block is, byte for byte, our rendering,
 * and since when. The banner above it may change while the plan runs.
 */
export const readScreen = async (
  github: ReleaseGitHub,
  ref: IssueRef,
  wanted: { readonly commentId: number; readonly block: string; readonly appId: number },
): Promise<PlanOnScreen> => {
  const comment = await github.readComment(ref, wanted.commentId);
  if (comment === undefined || !isOurs(comment, wanted.appId)) {
    return { block: 'missing', updatedAt: '' };
  }
  const matches = blockOf(comment.body) === wanted.block.trim();
  return { block: matches ? 'matches' : 'differs', updatedAt: comment.updatedAt };
};
