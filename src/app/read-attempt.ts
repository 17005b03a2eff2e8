import { parseCommand } from '../intake/parse-command.ts';
import { teamsThatMatter } from '../approve/may-approve.ts';
import { sha256 } from '../plan/digest.ts';
import type { Attempt } from '../approve/attempt.ts';
import type { CommentRead, ApprovalReads } from '../github/github.ts';
import type { Config } from '../config/config.ts';
import type { IssueRef } from '../task/issue.ts';
import { readStanding } from './standing.ts';

/** Where an approval is to be read from. */
export interface AttemptSource {
  readonly approvalId: string;
  readonly commentId: number;
}

const namedIn = (body: string): Pick<Attempt, 'digest' | 'items'> | undefined => {
  const parsed = parseCommand(body);
  if (parsed.kind !== 'command' || parsed.command.name !== 'approve') return undefined;
  const { digest, items } = parsed.command;
  return {
    ...(digest === undefined ? {} : { digest }),
    ...(items === undefined ? {} : { items }),
  };
};

const attemptOf = async (
  github: ApprovalReads,
  where: { readonly ref: IssueRef; readonly config: Config; readonly approvalId: string },
  comment: CommentRead,
): Promise<Attempt | undefined> => {
  const command = namedIn(comment.body);
  if (command === undefined) return undefined;
  const { approvers } = where.config.approvals;
  const circle = { ...approvers, teams: teamsThatMatter(where.config) };
  const standing = await readStanding(github, where.ref, { person: comment.author, circle });
  return {
    approvalId: where.approvalId,
    comment: {
      id: comment.id,
      bodyHash: sha256(comment.body),
      author: comment.author,
      authorType: comment.authorType,
      createdAt: comment.createdAt,
      updatedAt: comment.updatedAt,
      ...(comment.viaAppId === undefined ? {} : { viaAppId: comment.viaAppId }),
    },
    ...command,
    role: standing.role,
    teams: standing.teams,
  };
};

/**
 * Reads approvals again from GitHub, oldest first. One that is gone, or is no approval any more, is
 * left out: what can not be proven does not count.
 */
export const readAttempts = async (
  github: ApprovalReads,
  where: { readonly ref: IssueRef; readonly config: Config },
  sources: readonly AttemptSource[],
): Promise<readonly Attempt[]> => {
  const attempts: Attempt[] = [];
  for (const { approvalId, commentId } of sources) {
    const comment = await github.readComment(where.ref, commentId);
    if (comment === undefined) continue;
    const attempt = await attemptOf(github, { ...where, approvalId }, comment);
    if (attempt !== undefined) attempts.push(attempt);
  }
  return attempts;
};
