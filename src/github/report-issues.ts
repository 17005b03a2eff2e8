import { z } from 'zod';
import { Fault, isTransient } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { anyAnswer, issueAnswer } from './answers.ts';
import type { Requester } from './request.ts';

/** An issue that the application opens by itself, such as a report. */
export interface IssueWanted {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** Logins; GitHub leaves out those who can not be assigned. */
  readonly assignees: readonly string[];
  /** A line of the body that no other issue holds: by it the issue is found again. */
  readonly mark: string;
}

/** Opening issues, and keeping them as they should read. */
export interface ReportIssues {
  /**
   * Opens an issue, or finds the one of this application that carries the mark among the last
   * hundred with the first label: doing it twice is one. Answers its number.
   */
  readonly ensureIssue: (
    repository: Omit<IssueRef, 'number'>,
    wanted: IssueWanted,
  ) => Promise<number>;
  /** With labels, the issue has these and no others. */
  readonly updateIssue: (
    ref: IssueRef,
    wanted: Pick<IssueWanted, 'title' | 'body'> & Partial<Pick<IssueWanted, 'labels'>>,
  ) => Promise<void>;
}

const ISSUES = '/repos/{owner}/{repo}/issues';

const created = issueAnswer.extend({
  performed_via_github_app: z.object({ id: z.number() }).nullish(),
});

const place = ({ owner, repo }: Omit<IssueRef, 'number'>): Record<string, unknown> => ({
  owner,
  repo,
});

const find = async (
  github: Requester,
  repository: Omit<IssueRef, 'number'>,
  { mark, labels, appId }: IssueWanted & { readonly appId: number },
): Promise<number | undefined> => {
  const listed = await github.ask({
    route: `GET ${ISSUES}`,
    parameters: {
      ...place(repository),
      labels: labels[0] ?? '',
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: 100,
    },
    answer: z.array(created),
  });
  return (listed ?? []).find(
    (one) =>
      one.user.type === 'Bot' &&
      (one.performed_via_github_app?.id ?? appId) === appId &&
      one.body.includes(mark),
  )?.number;
};

/** Issues of the application itself, on one repository. */
export const createReportIssues = (github: Requester, appId: number): ReportIssues => ({
  ensureIssue: async (repository, wanted) => {
    const search = { ...wanted, appId };
    const known = await find(github, repository, search);
    if (known !== undefined) return known;
    const { title, body, labels, assignees } = wanted;
    const open = async (): Promise<number> => {
      const answer = await github.tell({
        route: `POST ${ISSUES}`,
        parameters: { ...place(repository), title, body, labels, assignees },
        answer: created,
        mayRepeat: false,
      });
      return answer.number;
    };
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof Fault) || !isTransient(error)) throw error;
      const found = await find(github, repository, search);
      if (found !== undefined) return found;
      throw error;
    }
  },
  updateIssue: async (ref, { title, body, labels }) => {
    const text = labels === undefined ? { title, body } : { title, body, labels };
    await github.tell({
      route: `PATCH ${ISSUES}/{issue_number}`,
      parameters: { ...place(ref), issue_number: ref.number, ...text },
      answer: anyAnswer,
    });
  },
});
