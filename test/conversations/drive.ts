import { openCompany, type Company, type CompanyOptions } from './company.ts';

/** One issue in a company of its own, for tests that need no story. */
export interface Driven {
  readonly company: Company;
  readonly issue: number;
  readonly comment: (who: string, body: string) => Promise<void>;
  /** The newest digest that people are asked to type; empty when there is none. */
  readonly digest: () => Promise<string>;
  /** Everything the application said, joined. */
  readonly said: () => Promise<string>;
}

const BOT = 'aws-coworker[bot]';

/** Opens an issue as the requester and lets the application answer. */
export const driveIssue = async (
  request: { readonly title: string; readonly body: string },
  options: CompanyOptions = {},
): Promise<Driven> => {
  const company = await openCompany(options);
  const opened = await company.github.openIssue('requester', { ...request, labels: ['aws-task'] });
  await company.deliver(opened.webhooks);
  await company.settle();
  const issue = opened.number;
  const bodies = async (): Promise<readonly string[]> =>
    (await company.github.listComments(issue))
      .filter((one) => one.login === BOT)
      .map((one) => one.body);
  return {
    company,
    issue,
    comment: async (who, body) => {
      company.clock.pass(30_000);
      const said = await company.github.comment(who, issue, body);
      await company.deliver(said.webhooks);
      await company.settle();
    },
    digest: async () => {
      const lines = (await bodies()).flatMap((body) => [
        ...body.matchAll(/^\/approve ([0-9a-f]{12})$/gm),
      ]);
      return lines.at(-1)?.[1] ?? '';
    },
    said: async () => (await bodies()).join('\n\n'),
  };
};

/** Both maintainers approve by digest; the second one only where two are needed. */
export const approveByDigest = async (driven: Driven): Promise<void> => {
  const line = `/approve ${await driven.digest()}`;
  await driven.comment('maintainer', line);
  if (/1 of 2/.test(await driven.said())) await driven.comment('second-maintainer', line);
};
