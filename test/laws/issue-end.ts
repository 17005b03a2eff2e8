import type { Driven } from '../conversations/drive.ts';

/** Names that are counted up, and instants, are not what a law is about. */
const withoutChance = (text: string): string =>
  text
    .replaceAll(/\bp\d+-id\d+\b/g, 'PLAN')
    .replaceAll(/\bid\d{4}\b/g, 'ID')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .replaceAll(/Done in [\w ]+/g, 'Done in TIME');

/** Everything that people, AWS and the application itself see of an issue, to be compared. */
export const endOf = async ({ company, issue }: Driven): Promise<string> => {
  const { opened, github, world } = company;
  const state = await opened.store.readIssue({ repositoryId: github.repositoryId, number: issue });
  const comments = await github.listComments(issue);
  const { stacks, calls } = await world.snapshot();
  const end = {
    status: state?.status,
    note: state?.note,
    hasPlan: state?.planId !== undefined,
    choices: state?.choices,
    issue: (await github.readIssue(issue)).state,
    said: comments.flatMap(({ login, body }) => `${login}: ${body}`.split('\n')),
    pullRequests: (await github.listPullRequests()).map(({ title, state: how }) => [title, how]),
    stacks: stacks.map(({ name, status }) => `${name} ${status}`),
    executions: calls.filter((call) => call.action === 'cloudformation:ExecuteChangeSet').length,
    unposted: await opened.store.listUnpostedReplies(9),
    waiting: await opened.readDepth(),
  };
  return withoutChance(JSON.stringify(end, null, 1));
};

/** The kinds of everything that the ledger holds, in order. */
export const ledgerOf = async ({ company }: Driven): Promise<readonly string[]> =>
  (await company.opened.store.listLedger(0)).map(({ kind }) => kind);
