import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Said } from '../../sandbox/github/stage.ts';
import type { Company } from './company.ts';
import type { Story, Turn } from './story.ts';

/**
 * What the application last showed in the story: comments by id, pull requests by their negative
 * number, and the issue's state as 0.
 */
type Shown = Map<number, string>;

export interface Telling {
  readonly company: Company;
  readonly story: Story;
  readonly shown: Shown;
  readonly transcript: string[];
  issue: number;
}

const BOT = 'aws-coworker[bot]';

/** What the application wrote or rewrote since the last turn, in order, with a head for each. */
const collectBot = async (telling: Telling): Promise<string> => {
  const { company, shown } = telling;
  const parts: string[] = [];
  const comments = await company.github.listComments(telling.issue);
  for (const comment of comments.filter((one) => one.login === BOT)) {
    const before = shown.get(comment.id);
    if (before === comment.body) continue;
    const index = comments.indexOf(comment) + 1;
    parts.push(`[comment ${index}, ${before === undefined ? 'new' : 'edited'}]\n\n${comment.body}`);
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

const numberOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' ? value : fallback;

const lastCommentOf = async (telling: Telling, login: string): Promise<number> => {
  const comments = await telling.company.github.listComments(telling.issue);
  return comments.findLast((comment) => comment.login === login)?.id ?? 0;
};

/** The digest that the newest plan on screen asks people to type. */
const currentDigest = async (telling: Telling): Promise<string> => {
  const comments = await telling.company.github.listComments(telling.issue);
  const lines = comments.flatMap((one) => [...one.body.matchAll(/^\/approve ([0-9a-f]{12})$/gm)]);
  return lines.at(-1)?.[1] ?? '';
};

/** What people can do in a story, by the word in the turn's front matter. */
const act = async (telling: Telling, turn: Turn): Promise<Said | undefined> => {
  const { github, clock } = telling.company;
  const { issue } = telling;
  const text = turn.text.trim().replace('{digest}', await currentDigest(telling));
  clock.pass(1000 * numberOf(turn.front['after_seconds'], 30));
  switch (turn.act) {
    case 'comment':
      return github.comment(turn.who, issue, text);
    case 'edit-issue':
      return github.editIssue(turn.who, issue, {
        ...(text === '' ? {} : { body: text }),
        ...(turn.front['title'] === undefined ? {} : { title: String(turn.front['title']) }),
      });
    case 'edit-comment': {
      const of = String(turn.front['of'] ?? turn.who);
      return github.editComment(turn.who, await lastCommentOf(telling, of), text);
    }
    case 'delete-comment':
      github.deleteComment(await lastCommentOf(telling, String(turn.front['of'] ?? BOT)));
      return undefined;
    case 'label':
      return github.label(turn.who, issue, String(turn.front['label'] ?? 'aws-task'));
    case 'unlabel':
      return github.unlabel(turn.who, issue, String(turn.front['label'] ?? 'aws-task'));
    case 'close':
      return github.close(turn.who, issue);
    case 'reopen':
      return github.reopen(turn.who, issue);
    case 'lock':
      return github.lock(turn.who, issue);
    case 'merge':
      return github.merge(turn.who, await lastPull(telling));
    case 'close-pull-request':
      return github.closePullRequest(turn.who, await lastPull(telling));
    case 'push': {
      const pulls = await github.listPullRequests();
      const branch = pulls.at(-1)?.headRef ?? '';
      return github.push(turn.who, branch, { [String(turn.front['path'])]: text });
    }
    case 'lose-role':
      github.setRole(turn.who, String(turn.front['to'] ?? 'read'));
      return undefined;
    case 'make-public':
      return github.makePublic(turn.who);
    case 'wait':
      clock.pass(3_600_000 * numberOf(turn.front['hours'], 0));
      await telling.company.opened.queue.send('expire', {});
      return undefined;
    default:
      throw new Error(`${turn.file}: nobody can ${turn.act}`);
  }
};

const lastPull = async (telling: Telling): Promise<number> =>
  (await telling.company.github.listPullRequests()).at(-1)?.number ?? 0;

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
    if (process.env['UPDATE'] === '1') {
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

/** Stacks and resources as they are, and every call of our sessions that changed something. */
const worldAfter = async (company: Company): Promise<object> => {
  const { stacks, resources, calls } = await company.world.snapshot();
  const reads = /:(Describe|Get|List|Head|Validate|Assume)/;
  return {
    stacks,
    resources: resources.map(({ account, region, type, id }) => ({ account, region, type, id })),
    writes: calls.filter((call) => !reads.test(call.action)),
  };
};

/** What the world is after the story: stacks, resources and how the issue stands. */
const writeAfter = async (telling: Telling, compare: Compare): Promise<void> => {
  const { company } = telling;
  const { state } = await company.github.readIssue(telling.issue);
  const pulls = await company.github.listPullRequests();
  const after = {
    issue: state,
    pullRequests: pulls.map(({ title, headRef, isMerged }) => ({ title, headRef, isMerged })),
    contentCreatingCalls: company.github.contentCreations(),
    aws: await worldAfter(company),
  };
  compare('after.json', JSON.stringify(after, null, 2));
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
  await openIssue(telling);
  for (const turn of telling.story.turns) {
    if (turn.who === 'bot') {
      const said = await collectBot(telling);
      compare(turn.file, said);
      telling.transcript.push(`### the application\n\n${said}`);
      continue;
    }
    const unread = await collectBot(telling);
    expectEqual(unread, '', `unread before ${turn.file}\n${telling.transcript.join('\n\n')}`);
    telling.transcript.push(`### ${turn.who}, ${turn.act}\n\n${turn.text}`);
    const said = await act(telling, turn);
    if (said !== undefined) await telling.company.deliver(said.webhooks);
    await telling.company.settle();
  }
  expectEqual(
    await collectBot(telling),
    '',
    `unread at the end\n${telling.transcript.join('\n\n')}`,
  );
  await writeAfter(telling, compare);
};
