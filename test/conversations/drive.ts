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
  /** The same, one by one. */
  readonly bodies: () => Promise<readonly string[]>;
}

const BOT = 'aws-coworker[bot]';

interface Request {
  readonly title: string;
  readonly body: string;
}

/** How an issue comes into a company that is open already. */
export interface Opening {
  readonly author?: string;
  readonly labels?: readonly string[];
}

/** Opens an issue in a company, as the requester unless somebody else is named. */
export const driveIn = async (
  company: Company,
  request: Request,
  { author = 'requester', labels = ['aws-task'] }: Opening = {},
): Promise<Driven> => {
  const opened = await company.github.openIssue(author, { ...request, labels });
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
    bodies,
  };
};

/** Opens an issue in a company of its own and lets the application answer. */
export const driveIssue = async (
  request: Request,
  options: CompanyOptions & Opening = {},
): Promise<Driven> => driveIn(await openCompany(options), request, options);

/** Both maintainers approve by digest; the second one only where two are needed. */
export const approveByDigest = async (driven: Driven): Promise<void> => {
  const line = `/approve ${await driven.digest()}`;
  await driven.comment('maintainer', line);
  if (/1 of 2/.test(await driven.said())) await driven.comment('second-maintainer', line);
};
