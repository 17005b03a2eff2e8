import type { PlanOnScreen } from '../approve/attempt.ts';
import type { CommentRead, ApprovalReads } from '../github/github.ts';
import type { IssueRef } from '../task/issue.ts';

const START = '<!-- aws-coworker:plan -->';
const END = '<!-- /aws-coworker:plan -->';

/**
 * Puts the plan between its marks, under a line that may change while the plan does not, and over
 * what was noticed beside the request.
 */
export const composePlanComment = (banner: string, block: string, notes = ''): string =>
  [banner, `${START}\n${block.trim()}\n${END}`, notes].filter((part) => part !== '').join('\n\n');

/** GitHub keeps what it was sent, but for the ends of lines and of the whole. */
const normalised = (body: string): string => body.replaceAll('\r\n', '\n').trim();

/** Anybody can write marks into a comment of their own; only ours show a plan. */
export const isOurs = (
  { authorType, viaAppId }: Pick<CommentRead, 'authorType' | 'viaAppId'>,
  appId: number,
): boolean => authorType === 'Bot' && (viaAppId ?? appId) === appId;

/** True for a text in which people see a plan: by its heading, with our mark or without. */
export const showsPlan = (body: string): boolean =>
  body.includes(START) || /^ {0,3}#{1,6}[ \t]+(Rollback plan|Savings plan|Plan)\b/im.test(body);

/** Where a plan is to be on screen, and as what. */
export interface WantedScreen {
  readonly commentId: number;
  readonly block: string;
  readonly notes: string;
  readonly appId: number;
}

/**
 * What GitHub shows of a plan at this moment: whether the comment is, byte for byte, our rendering
 * and nothing else, and since when. A text around the plan could fold it away. Nothing stands over
 * a plan that can be approved; who goes on with one that runs does not ask.
 */
export const readScreen = async (
  github: ApprovalReads,
  ref: IssueRef,
  wanted: WantedScreen,
): Promise<PlanOnScreen> => {
  const comment = await github.readComment(ref, wanted.commentId);
  if (comment === undefined || !isOurs(comment, wanted.appId)) {
    return { block: 'missing', updatedAt: '' };
  }
  const whole = normalised(composePlanComment('', wanted.block, wanted.notes));
  const matches = normalised(comment.body) === whole;
  return { block: matches ? 'matches' : 'differs', updatedAt: comment.updatedAt };
};
