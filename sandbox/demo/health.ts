import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { StageIssue } from '../github/stage.ts';
import type { WorldSpec } from '../world-spec.ts';
import {
  BOT,
  check,
  checkFact,
  lineToCopy,
  open,
  say,
  speakerOf,
  until,
  type Tally,
} from './play.ts';
import { printNote, printSaid, printScene } from './print.ts';
import type { DemoStage } from './stage.ts';

const NAME = 'invoice-mailer';
const PLACE = { account: '333333333333', region: 'us-east-1' };
const TEMPLATE = new URL('./invoice-mailer.json', import.meta.url);

/** A function of this application's making that takes thirteen of the fifteen seconds it may. */
export const slowFunction = (): Required<Pick<WorldSpec, 'resources' | 'stacks' | 'metrics'>> => ({
  resources: [
    {
      ...PLACE,
      type: 'AWS::S3::Bucket',
      id: 'acme-dev-use1-packages',
      properties: { BucketName: 'acme-dev-use1-packages' },
      attributes: { Objects: ['invoice-mailer/1.0.0.zip'] },
    },
  ],
  stacks: [
    {
      ...PLACE,
      name: `aws-coworker-1-${NAME}`,
      template: readFileSync(TEMPLATE, 'utf8'),
      tags: { CoworkerManaged: 'true', CoworkerIssue: 'acme/platform/issues/1' },
    },
  ],
  metrics: [
    {
      ...PLACE,
      namespace: 'AWS/Lambda',
      metric: 'Duration',
      dimensions: { FunctionName: NAME },
      values: { constant: 13_100, period: 300 },
    },
  ],
});

const PATIENCE_MS = 60_000;

type Issue = StageIssue & { readonly number: number };

const findIssue = async ({ github }: DemoStage): Promise<Issue | undefined> =>
  (await github.listIssues()).find(
    (issue) => issue.labels.includes('aws-health') && issue.title.includes(NAME),
  );

/** What the schedule does every minute, until it has come to something. */
const lookUntil = async (
  stage: DemoStage,
  isDone: (issue: Issue) => boolean,
): Promise<Issue | undefined> => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(30)) {
    await stage.opened.queue.send('health-due', {});
    await stage.opened.queue.drain();
    const issue = await findIssue(stage);
    if (issue !== undefined && isDone(issue)) return issue;
  }
  return undefined;
};

/** The text that a health issue proposes to ask for. */
const proposedIn = (body: string): string => /^```\w*\n(.+)\n```$/m.exec(body)?.[1] ?? '';

const heal = async (stage: DemoStage, request: string, tally: Tally): Promise<void> => {
  const asked = { who: 'rosa', title: `More time for ${NAME}`, body: request };
  const scene = await open(stage, { tally }, asked);
  const plan = await until(scene, /^## Plan /m);
  await say(scene, 'olivia', lineToCopy(plan));
  const receipt = await until(scene, /^## Done /m);
  check(scene, /timeout/i.test(receipt), 'the receipt names what was read back');
};

/** Plays a look at health: something ill has an issue, is healed, and the issue closes itself. */
export const playHealth = async (stage: DemoStage, index: number, tally: Tally): Promise<void> => {
  printScene(index, 'Something is ill: an issue with a proposal, healed, closed by itself');
  const issue = await lookUntil(stage, () => true);
  const { title = '', body = '', number = 0 } = issue ?? {};
  printSaid(speakerOf(BOT), `**${title}**\n\n${body}`, `opens issue ${number}`);
  checkFact(tally, /Degraded: invoice-mailer/.test(title), 'the slow function has an issue');
  await heal(stage, proposedIn(body), tally);
  printNote('\n   … an hour later, the next look:');
  stage.skipHours(1);
  const healed = await lookUntil(stage, ({ state }) => state === 'closed');
  const last = (await stage.github.listComments(number)).at(-1);
  if (last !== undefined) printSaid(speakerOf(BOT), last.body, `comments on issue ${number}`);
  checkFact(tally, healed !== undefined, 'it is well again, and its issue is closed');
  const agents = await stage.opened.store.listServiceAgents();
  const isKnown = agents.some((one) => one.name === NAME && one.healthStatus === 'Healthy');
  checkFact(tally, isKnown, 'the agent that looks after it knows');
};
