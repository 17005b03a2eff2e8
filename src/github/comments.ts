import { z } from 'zod';
import { Fault, isTransient } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { anyAnswer, commentAnswer, commentOf } from './answers.ts';
import type { CommentRead, GitHubRepository } from './github.ts';
import { bestEffort, type Requester } from './request.ts';

/** GitHub's limit for the body of an issue or a comment. */
export const COMMENT_LIMIT = 65_536;

const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const COMMENT = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

/** Clocks of two machines differ; what we look for was written in the last minutes. */
const LOOK_BACK_MS = 120_000;

const repository = (ref: IssueRef): Record<string, unknown> => ({
  owner: ref.owner,
  repo: ref.repo,
});

const checkLength = (body: string): void => {
  if (body.length > COMMENT_LIMIT) {
    throw new Fault('broken-promise', `comment of ${body.length} characters`);
  }
};

const isOfIssue = (issueUrl: string, ref: IssueRef): boolean =>
  issueUrl.endsWith(`/issues/${ref.number}`);

/** Finds a comment of ours that was written although the answer to it, or its note, was lost. */
const findLost = async (
  github: Requester,
  ref: IssueRef,
  wanted: { readonly body: string; readonly since: Date; readonly appId: number },
): Promise<CommentRead | undefined> => {
  const listed = await github.ask({
    route: `GET ${OF_ISSUE}`,
    parameters: {
      ...repository(ref),
      issue_number: ref.number,
      since: new Date(wanted.since.getTime() - LOOK_BACK_MS).toISOString(),
      per_page: 100,
    },
    answer: z.array(commentAnswer),
  });
  return listed
    ?.map(commentOf)
    .findLast((comment) => comment.viaAppId === wanted.appId && comment.body === wanted.body);
};

/** Writes once: when the answer is lost, looks whether the comment is there before the next try. */
const createOnce = async (
  github: Requester,
  ref: IssueRef,
  wanted: { readonly body: string; readonly appId: number },
): Promise<CommentRead> => {
  const since = github.waiting.now();
  const write = async (): Promise<CommentRead> =>
    commentOf(
      await github.tell({
        route: `POST ${OF_ISSUE}`,
        parameters: { ...repository(ref), issue_number: ref.number, body: wanted.body },
        answer: commentAnswer,
        mayRepeat: false,
      }),
    );
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Fault) || !isTransient(error) || error.kind === 'throttled') throw error;
    return (await findLost(github, ref, { ...wanted, since })) ?? (await write());
  }
};

/** Writing and reading comments of one issue; a comment of another issue is not found. */
export const createComments = (
  github: Requester,
  appId: number,
): Pick<
  GitHubRepository,
  'createComment' | 'updateComment' | 'readComment' | 'findOwnComment' | 'react' | 'pinComment'
> => ({
  createComment: async (ref, body) => {
    checkLength(body);
    return createOnce(github, ref, { body, appId });
  },
  updateComment: async (ref, commentId, body) => {
    checkLength(body);
    const answer = await github.ask({
      route: `PATCH ${COMMENT}`,
      parameters: { ...repository(ref), comment_id: commentId, body },
      answer: commentAnswer,
    });
    return answer === undefined ? undefined : commentOf(answer);
  },
  readComment: (ref, commentId) => readComment(github, ref, commentId),
  findOwnComment: (ref, body, since) => findLost(github, ref, { body, since, appId }),
  react: (ref, commentId, content) =>
    bestEffort(() =>
      github.ask({
        route: `POST ${COMMENT}/reactions`,
        parameters: { ...repository(ref), comment_id: commentId, content },
        answer: anyAnswer,
      }),
    ),
  pinComment: (ref, commentId) =>
    bestEffort(() =>
      github.ask({
        route: `PUT ${COMMENT}/pin`,
        parameters: { ...repository(ref), comment_id: commentId },
        answer: anyAnswer,
      }),
    ),
});

/** Reads one comment of one issue; undefined when it is gone or belongs to another issue. */
export const readComment = async (
  github: Requester,
  ref: IssueRef,
  commentId: number,
): Promise<CommentRead | undefined> => {
  const answer = await github.ask({
    route: `GET ${COMMENT}`,
    parameters: { ...repository(ref), comment_id: commentId },
    answer: commentAnswer,
  });
  return answer === undefined || !isOfIssue(answer.issue_url, ref) ? undefined : commentOf(answer);
};

const PAGE = 100;
const MOST_PAGES = 10;

/**
 * Every comment of an issue, oldest first. Undefined when the issue is gone, and when it holds more
 * than a thousand: who can not see all of them does not know what stands among them.
 */
export const listComments = async (
  github: Requester,
  ref: IssueRef,
): Promise<readonly CommentRead[] | undefined> => {
  const found: CommentRead[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await github.ask({
      route: `GET ${OF_ISSUE}`,
      parameters: { ...repository(ref), issue_number: ref.number, per_page: PAGE, page },
      answer: z.array(commentAnswer),
    });
    if (listed === undefined) return undefined;
    found.push(...listed.map(commentOf));
    if (listed.length < PAGE) return found;
  }
  return undefined;
};
