import type { Said } from '../../sandbox/github/stage.ts';
import type { Company } from './company.ts';
import type { Interference } from './interfere.ts';
import type { Story, Turn } from './story.ts';

/**
 * What the application last showed in the story: comments by id, pull requests by their negative
 * number, and the issue's state as 0.
 */
type Shown = Map<number, string>;

export interface Telling {
  /** Scripted answers of the model that nobody asked for yet. */
  readonly unasked?: () => number;
  readonly company: Company;
  readonly story: Story;
  readonly interference: Interference;
  readonly shown: Shown;
  readonly transcript: string[];
  /** The issue that the story is about now; another one can be opened later. */
  issue: number;
}

export const BOT = 'aws-coworker[bot]';

/** One deed of somebody; what GitHub sends of it is delivered afterwards. */
type Act = (telling: Telling, turn: Turn, text: string) => Promise<Said | undefined>;

const numberOf = (value: unknown, fallback: number): number =>
  typeof value === 'number' ? value : fallback;

const textOf = (value: unknown, fallback = ''): string =>
  typeof value === 'string' ? value : fallback;

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const lastCommentOf = async (telling: Telling, login: string): Promise<number> => {
  const comments = await telling.company.github.listComments(telling.issue);
  return comments.findLast((comment) => comment.login === login)?.id ?? 0;
};

const lastPull = async ({ company }: Telling): Promise<number> =>
  (await company.github.listPullRequests()).at(-1)?.number ?? 0;

/** The digest in the heading of the newest plan on screen, whether or not it can be approved. */
const currentDigest = async (telling: Telling): Promise<string> => {
  const comments = await telling.company.github.listComments(telling.issue);
  const said = comments.map((one) => one.body).join('\n');
  const heads = said.matchAll(/^## (?:P|Rollback p|Savings p)lan `([0-9a-f]{12})`/gm);
  return [...heads].at(-1)?.[1] ?? '';
};

/** A call that a person makes in AWS, with rights of their own. */
const callAws: Act = async ({ company }, { front }) => {
  const { accessKeyId, secretAccessKey, sessionToken } = await company.world.credentialsOf(
    'person-admin',
    textOf(front['account']),
  )();
  await company.world.call({
    clientName: `${textOf(front['client'])}Client`,
    commandName: `${textOf(front['operation'])}Command`,
    region: textOf(front['region'], 'us-east-1'),
    input: objectOf(front['input']),
    accessKeyId,
    secretAccessKey,
    sessionToken,
  });
  return undefined;
};

/** Another issue; the story goes on there. */
const openAnother: Act = async (telling, turn, text) => {
  const opened = await telling.company.github.openIssue(turn.who, {
    title: textOf(turn.front['title'], 'A task'),
    body: text,
    labels: ['aws-task'],
  });
  telling.issue = opened.number;
  telling.shown.set(0, 'open');
  return opened;
};

const LOOK_MINUTES = 3;

/** Has a schedule's minute come some times, some hours later. */
const passMinutes = async ({ company }: Telling, { front }: Turn, due: string): Promise<void> => {
  company.clock.pass(3_600_000 * numberOf(front['hours'], 0));
  for (let minute = 0; minute < LOOK_MINUTES; minute += 1) {
    await company.opened.queue.send(due, {});
    await company.settle();
    company.clock.pass(60_000);
  }
};

/** The same for health; the story goes on in the issue of what the turn names. */
const lookAtHealth: Act = async (telling, turn) => {
  await passMinutes(telling, turn, 'health-due');
  const all = [...telling.company.github.world.issues.values()];
  const isMeant = ({ labels, body }: { labels: readonly string[]; body: string }): boolean =>
    labels.includes('aws-health') && body.includes(textOf(turn.front['about']));
  telling.issue = all.findLast(isMeant)?.number ?? telling.issue;
  return undefined;
};

/** Merges a file through a pull request, which is none of the application's. */
const mergeFile: Act = async ({ company, shown }, { who, front }, text) => {
  const { github } = company;
  await github.push('developer', 'change', { [textOf(front['path'])]: text });
  const merged = await github.merge(who, github.openPullRequest('developer', 'change', 'Change'));
  for (const pull of await github.listPullRequests()) {
    shown.set(-pull.number, `${pull.title}\n\n${pull.body}`);
  }
  return merged;
};

/** What the schedule does for some minutes; the story goes on in the issue of the stack. */
const lookAtDrift: Act = async (telling, turn) => {
  await passMinutes(telling, turn, 'drift-due');
  const all = [...telling.company.github.world.issues.values()];
  const found = all.findLast(({ title }) => title.startsWith('Drift, '));
  telling.issue = found?.number ?? telling.issue;
  return undefined;
};

/**
 * What the schedule does for some days, and then for the weekly report; the story goes on in the
 * issue of the report, or in the one that is named.
 */
const lookAtCosts: Act = async (telling, { front }) => {
  const { company } = telling;
  for (let day = 0; day < numberOf(front['days'], 0); day += 1) {
    company.clock.pass(24 * 3_600_000);
    for (const queue of ['receipts-due', 'anomalies-due']) {
      await company.opened.queue.send(queue, {});
      await company.settle();
    }
  }
  await company.opened.queue.send('reports', {});
  await company.settle();
  const all = [...company.github.world.issues.values()];
  const report = all.findLast(({ labels }) => labels.includes('cost-report'));
  telling.issue = numberOf(front['issue'], report?.number ?? telling.issue);
  return undefined;
};

const onGitHub: Readonly<Record<string, Act>> = {
  comment: ({ company, issue }, turn, text) => company.github.comment(turn.who, issue, text),
  'comment-through-app': ({ company, issue }, turn, text) =>
    company.github.commentThroughApp(turn.who, issue, text),
  'open-issue': openAnother,
  'edit-issue': ({ company, issue }, { who, front }, text) =>
    company.github.editIssue(who, issue, {
      ...(text === '' ? {} : { body: text }),
      ...(front['title'] === undefined ? {} : { title: textOf(front['title']) }),
    }),
  'edit-comment': async (telling, { who, front }, text) => {
    const id = await lastCommentOf(telling, textOf(front['of'], who));
    return telling.company.github.editComment(who, id, text);
  },
  'delete-comment': async (telling, { front }) => {
    const id = await lastCommentOf(telling, textOf(front['of'], BOT));
    telling.company.github.deleteComment(id);
    return undefined;
  },
  label: ({ company, issue }, { who, front }) =>
    company.github.label(who, issue, textOf(front['label'], 'aws-task')),
  unlabel: ({ company, issue }, { who, front }) =>
    company.github.unlabel(who, issue, textOf(front['label'], 'aws-task')),
  close: ({ company, issue }, { who }) => company.github.close(who, issue),
  reopen: ({ company, issue }, { who }) => company.github.reopen(who, issue),
  lock: ({ company, issue }, { who }) => company.github.lock(who, issue),
  'lose-role': async ({ company }, { who, front }) => {
    company.github.setRole(who, textOf(front['to'], 'read'));
    return undefined;
  },
  'make-public': ({ company }, { who }) => company.github.makePublic(who),
  mishap: async ({ company }, { front }) => {
    company.github.meetMishap({
      method: textOf(front['method'], 'GET'),
      route: new RegExp(textOf(front['route'])),
      times: numberOf(front['times'], 1),
      status: numberOf(front['status'], 500),
    });
    return undefined;
  },
};

const onPullRequests: Readonly<Record<string, Act>> = {
  'merge-file': mergeFile,
  merge: async (telling, { who }) => telling.company.github.merge(who, await lastPull(telling)),
  'close-pull-request': async (telling, { who }) =>
    telling.company.github.closePullRequest(who, await lastPull(telling)),
  deploy: async (telling, { who, front }) =>
    telling.company.github.deploy(
      who,
      await lastPull(telling),
      textOf(front['state'], 'success'),
      textOf(front['environment'], 'production'),
    ),
  push: async ({ company }, { who, front }, text) => {
    const branch = (await company.github.listPullRequests()).at(-1)?.headRef ?? '';
    return company.github.push(who, branch, { [textOf(front['path'])]: text });
  },
};

const onAws: Readonly<Record<string, Act>> = {
  aws: callAws,
  'look-at-drift': lookAtDrift,
  'look-at-health': lookAtHealth,
  'look-at-costs': lookAtCosts,
  tamper: async ({ interference }, { front }) => {
    interference.tamper(textOf(front['operation']), objectOf(front['answer']));
    return undefined;
  },
  wait: async ({ company }, { front }) => {
    company.clock.pass(3_600_000 * numberOf(front['hours'], 0));
    await company.opened.queue.send('expire', {});
    return undefined;
  },
};

/** What people can do in a story, by the word in the turn's front matter. */
const ACTS: Readonly<Record<string, Act>> = { ...onGitHub, ...onPullRequests, ...onAws };

const perform = async (telling: Telling, turn: Turn): Promise<Said | undefined> => {
  const act = ACTS[turn.act];
  if (act === undefined) throw new Error(`${turn.file}: nobody can ${turn.act}`);
  return act(telling, turn, turn.text.trim().replace('{digest}', await currentDigest(telling)));
};

/** Runs what the turn lets run: everything, the queues of `only`, or with `[]` nothing yet. */
const settle = async ({ company }: Telling, { front }: Turn): Promise<void> => {
  const only = front['only'];
  if (!Array.isArray(only)) return company.settle();
  for (const queue of only) await company.runOnly(queue);
};

/** Acts in the middle of a job that is running; the queue itself is busy with that job. */
const actInside = async (telling: Telling, turn: Turn): Promise<void> => {
  const said = await perform(telling, turn);
  await telling.company.deliverNow(said?.webhooks ?? []);
};

/**
 * Lets a person act. `during: { operation, nth }` waits for that call of the application to AWS and
 * acts in its midst; `deliver: false` keeps the webhook back, as if it were late.
 */
export const takeTurn = async (telling: Telling, turn: Turn): Promise<void> => {
  telling.company.clock.pass(1000 * numberOf(turn.front['after_seconds'], 30));
  const during = objectOf(turn.front['during']);
  if (during['operation'] !== undefined) {
    telling.interference.during(textOf(during['operation']), numberOf(during['nth'], 1), () =>
      actInside(telling, turn),
    );
    return;
  }
  const said = await perform(telling, turn);
  const isLate = turn.front['deliver'] === false;
  if (said !== undefined && !isLate) await telling.company.deliver(said.webhooks);
  await settle(telling, turn);
};
