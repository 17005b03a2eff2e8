import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOT, takeTurn, type Telling } from './acts.ts';
import type { Company } from './company.ts';
import type { Turn } from './story.ts';

export type { Telling } from './acts.ts';

/** Names of sessions are random, as they must be. */
const withoutChance = (body: string): string =>
  body.replaceAll(/(assumed-role\/\w+\/cw-)[0-9a-f-]{36}/g, '$1…');

/** An issue that the application itself opened, whenever its text is another. */
const collectIssue = ({ company, shown, issue }: Telling): readonly string[] => {
  const own = company.github.world.issues.get(issue);
  if (own === undefined || own.person.login !== BOT) return [];
  const key = ISSUE_TEXTS + issue;
  const text = `${own.title}\n\n${own.body}`;
  const before = shown.get(key);
  if (before === text) return [];
  shown.set(key, text);
  const how = before === undefined ? 'new' : 'edited';
  const labels = own.labels.join(', ');
  return [`[issue ${issue}, ${how}: ${own.title}, labelled ${labels}]\n\n${own.body}`];
};

/** Where the texts of issues stand among what was shown; no comment has such an id. */
const ISSUE_TEXTS = 1_000_000_000;

/** What the application wrote or rewrote since the last turn, in order, with a head for each. */
const collectBot = async (telling: Telling): Promise<string> => {
  const { company, shown } = telling;
  const parts: string[] = [...collectIssue(telling)];
  const comments = await company.github.listComments(telling.issue);
  for (const comment of comments.filter((one) => one.login === BOT)) {
    const before = shown.get(comment.id);
    if (before === comment.body) continue;
    const index = comments.indexOf(comment) + 1;
    parts.push(
      `[comment ${index}, ${before === undefined ? 'new' : 'edited'}]\n\n${withoutChance(comment.body)}`,
    );
    shown.set(comment.id, comment.body);
  }
  for (const pull of await company.github.listPullRequests()) {
    const said = `${pull.title}\n\n${pull.body}`;
    const before = shown.get(-pull.number);
    if (before === said) continue;
    const how = before === undefined ? 'new' : 'edited';
    parts.push(`[pull request ${pull.number}, ${how}: ${pull.title}]\n\n${pull.body}`);
    shown.set(-pull.number, said);
  }
  const { state } = await company.github.readIssue(telling.issue);
  if (shown.get(0) !== state) {
    shown.set(0, state);
    parts.push(`[issue ${state}]`);
  }
  return parts.join('\n\n').trim();
};

const isUpdating = (): boolean => process.env['UPDATE'] === '1';

/** Compares what the application said with the story's file, or writes the file. */
export type Compare = (file: string, actual: string) => void;

/** With `UPDATE=1` the story is rewritten; otherwise a difference prints the conversation so far. */
export const comparing =
  (
    telling: Telling,
    expectEqual: (actual: string, wanted: string, story: string) => void,
  ): Compare =>
  (file, actual) => {
    const path = join(telling.story.folder, file);
    if (isUpdating()) {
      if (actual === '') rmSync(path, { force: true });
      else writeFileSync(path, `${actual}\n`);
      return;
    }
    const wanted = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    expectEqual(actual.trim(), wanted, telling.transcript.join('\n\n'));
  };

const openIssue = async (telling: Telling): Promise<void> => {
  const { company, story } = telling;
  const opened = await company.github.openIssue(story.author, {
    title: story.title,
    body: story.body,
    labels: story.labels,
  });
  telling.issue = opened.number;
  telling.shown.set(0, 'open');
  telling.transcript.push(`### ${story.author} opens: ${story.title}\n\n${story.body}`);
  await company.deliver(opened.webhooks);
  await company.settle();
};

/** Where a resource is and what it is, in one line; what is in it is the business of the plan. */
const resourcesOf = async ({ world }: Company): Promise<readonly string[]> =>
  (await world.snapshot()).resources.map(({ account, region, type, id }) =>
    [account, region, type, id].join(' '),
  );

/** Stacks as they are, what is there now and what no more, and every call that changed something. */
const worldAfter = async (company: Company, before: readonly string[]): Promise<object> => {
  const { stacks, calls } = await company.world.snapshot();
  const after = await resourcesOf(company);
  const reads = /:(Describe|Detect|GET|Get|List|Head|Search|SelectAggregate|Validate|Assume)/;
  return {
    stacks,
    made: after.filter((one) => !before.includes(one)),
    gone: before.filter((one) => !after.includes(one)),
    writes: calls.filter((call) => !reads.test(call.action)),
  };
};

/** What the world is after the story: stacks, resources and how the issue stands. */
const writeAfter = async (
  telling: Telling,
  before: readonly string[],
  compare: Compare,
): Promise<void> => {
  const { company } = telling;
  const { state } = await company.github.readIssue(telling.issue);
  const pulls = await company.github.listPullRequests();
  const after = {
    issue: state,
    pullRequests: pulls.map(({ title, headRef, isMerged }) => ({ title, headRef, isMerged })),
    contentCreatingCalls: company.github.contentCreations(),
    aws: await worldAfter(company, before),
  };
  compare('after.json', withoutChance(JSON.stringify(after, null, 2)));
};

/** The file between two turns in which the application's words would stand. */
const slotAfter = (file: string | undefined): string =>
  `${String(Number(file?.slice(0, 2) ?? '0') + 1).padStart(2, '0')}-bot.md`;

/** In an update, what nobody reads yet gets a file of its own where the numbers leave room. */
const turnsOf = ({ story }: Telling): readonly Turn[] => {
  if (!isUpdating()) return story.turns;
  const acts = story.turns.filter((turn) => turn.who !== 'bot');
  const slots = [undefined, ...acts]
    .map((turn) => slotAfter(turn?.file))
    .filter((slot) => !acts.some((turn) => turn.file.slice(0, 2) === slot.slice(0, 2)))
    .map((file): Turn => ({ file, who: 'bot', act: 'comment', front: {}, text: '' }));
  return [...acts, ...slots].sort((a, b) => (a.file < b.file ? -1 : 1));
};

/**
 * Tells one story: every turn is acted or compared, in order. A reply that no turn reads fails the
 * story, and so does a fault.
 */
export const tell = async (
  telling: Telling,
  expectEqual: (actual: string, wanted: string, story: string) => void,
): Promise<void> => {
  const compare = comparing(telling, expectEqual);
  const before = await resourcesOf(telling.company);
  await openIssue(telling);
  for (const turn of turnsOf(telling)) {
    if (turn.who === 'bot') {
      const said = await collectBot(telling);
      compare(turn.file, said);
      telling.transcript.push(`### the application\n\n${said}`);
      continue;
    }
    const unread = await collectBot(telling);
    expectEqual(unread, '', `unread before ${turn.file}\n${telling.transcript.join('\n\n')}`);
    telling.transcript.push(`### ${turn.who}, ${turn.act}\n\n${turn.text}`);
    await takeTurn(telling, turn);
  }
  expectEqual(
    await collectBot(telling),
    '',
    `unread at the end\n${telling.transcript.join('\n\n')}`,
  );
  await writeAfter(telling, before, compare);
};
