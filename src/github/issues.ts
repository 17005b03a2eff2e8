import type { GitHubRepository } from './github.ts';
import type { IssueRef } from '../task/issue.ts';
import { anyAnswer, issueAnswer, issueOf } from './answers.ts';
import type { Requester } from './request.ts';

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';

const where = (ref: IssueRef): Record<string, unknown> => ({
  owner: ref.owner,
  repo: ref.repo,
  issue_number: ref.number,
});

/** Reading, closing and reopening issues. A pull request is no issue here. */
export const createIssues = (
  github: Requester,
): Pick<GitHubRepository, 'readIssue' | 'closeIssue' | 'reopenIssue'> => ({
  readIssue: async (ref) => {
    const answer = await github.ask({
      route: `GET ${ISSUE}`,
      parameters: where(ref),
      answer: issueAnswer,
    });
    if (answer === undefined || answer.pull_request) return undefined;
    return issueOf(ref, answer);
  },
  closeIssue: async (ref, reason) => {
    await github.tell({
      route: `PATCH ${ISSUE}`,
      parameters: { ...where(ref), state: 'closed', state_reason: reason },
      answer: anyAnswer,
    });
  },
  reopenIssue: async (ref) => {
    await github.tell({
      route: `PATCH ${ISSUE}`,
      parameters: { ...where(ref), state: 'open', state_reason: 'reopened' },
      answer: anyAnswer,
    });
  },
});
