import { check, lineToCopy, open, say, showPullRequest, until, type Tally } from './demo/play.ts';
import { playCostReport } from './demo/cost-report.ts';
import { follow } from './demo/follow.ts';
import { playHealth, slowFunction } from './demo/health.ts';
import { printNote } from './demo/print.ts';
import { idleThings, playSavings } from './demo/savings.ts';
import { openStage, PEOPLE, type DemoStage } from './demo/stage.ts';
import { tokenOf } from './github/people.ts';

const form = (rows: Readonly<Record<string, string>>): string =>
  Object.entries(rows)
    .map(([heading, value]) => `### ${heading}\n\n${value}`)
    .join('\n\n');

const STATEMENTS = form({
  'Task type': 'CreateResource',
  Service: 'S3 bucket',
  Account: 'athena-dev',
  Region: 'us-east-1',
  Name: 'acme-dev-use1-statements',
  Details: 'Versioning on, objects expire after 90 days. Confidentiality: internal.',
});

/** The stack of scene 3 meets this: its topic policy can not be made. */
const FAILURES = [
  {
    match: { type: 'AWS::SNS::TopicPolicy', operation: 'create' },
    times: 1,
    error: { name: 'InternalFailure', httpStatus: 500, message: 'Internal Failure' },
  },
];

const slow = slowFunction();
const idle = idleThings();

const WORLD = {
  ...slow,
  failures: FAILURES,
  bill: { pageSize: 500 },
  resources: [...slow.resources, ...idle.resources],
  metrics: [...slow.metrics, ...idle.metrics],
};

const hasStack = async (stage: DemoStage, account: string, state: RegExp): Promise<boolean> => {
  const { stacks } = await stage.world.snapshot();
  return stacks.some((stack) => stack.account === account && state.test(stack.status));
};

const hasBucket = async (stage: DemoStage): Promise<boolean> => {
  const { resources } = await stage.world.snapshot();
  return resources.some((one) => one.id === 'acme-dev-use1-statements');
};

const playDevelopment = async (stage: DemoStage, tally: Tally): Promise<void> => {
  const scene = await open(
    stage,
    { index: 1, title: 'A development request, planned, approved and deployed', tally },
    { who: 'rosa', title: 'Bucket for partner statements', body: STATEMENTS },
  );
  const plan = await until(scene, /^## Plan /m);
  check(
    scene,
    /Safeguards: .*public-access/.test(plan) && /REMEDIATE/.test(plan),
    'the request says nothing of public access: the plan itself remedies that',
  );
  await say(scene, 'dana', '/approve');
  await until(scene, /may-not-approve/);
  check(scene, !(await hasBucket(stage)), 'a refused approval changed nothing in AWS');
  await say(scene, 'olivia', lineToCopy(plan));
  await until(scene, /^## Done /m);
  check(scene, await hasBucket(stage), 'the bucket is in athena-dev (333333333333)');
  check(
    scene,
    (await stage.github.readIssue(scene.number)).state === 'closed',
    'the issue is closed',
  );
  await playRollback(stage, scene);
};

const playRollback = async (
  stage: DemoStage,
  scene: Awaited<ReturnType<typeof open>>,
): Promise<void> => {
  printNote('\n   … later, on the closed issue:');
  await say(scene, 'olivia', '/rollback');
  const plan = await until(scene, /^## Rollback plan /m);
  await say(scene, 'olivia', lineToCopy(plan));
  await until(scene, /^\*\*Approved, 1 of 2\*\*/m);
  check(scene, await hasBucket(stage), 'one approval of two has deleted nothing');
  await say(scene, 'marc', lineToCopy(plan));
  await until(scene, /^## Undone /m);
  check(scene, !(await hasBucket(stage)), 'the bucket is gone again, with two approvals');
};

const playProduction = async (stage: DemoStage, tally: Tally): Promise<void> => {
  const body = STATEMENTS.replace('athena-dev', 'apollo-prod').replace('dev-use1', 'prod-use1');
  const scene = await open(
    stage,
    { index: 2, title: 'The same for production: a pull request, and nothing else', tally },
    { who: 'rosa', title: 'Bucket for partner statements, production', body },
  );
  await until(scene, /Pull request #\d+ is open|route-unprotected|## Plan .*blocked/);
  await showPullRequest(scene);
  const pulls = await stage.github.listPullRequests();
  check(scene, pulls.length === 1, 'one pull request is open');
  await say(scene, 'olivia', '/approve');
  await until(scene, /approve-by-pull-request/);
  check(scene, !(await hasStack(stage, '222222222222', /./)), 'apollo-prod has no stack of ours');
};

const playFailure = async (stage: DemoStage, tally: Tally): Promise<void> => {
  const body = form({
    'Task type': 'CreateResource',
    Service: 'SNS topic',
    Account: 'athena-dev',
    Region: 'us-east-1',
    Name: 'parser-alerts',
    Details: 'No subscriptions yet.',
  });
  const scene = await open(
    stage,
    { index: 3, title: 'A stack that fails rolls back, and says which event it was', tally },
    { who: 'rosa', title: 'Alerts of the parser', body },
  );
  const plan = await until(scene, /^## Plan /m);
  await say(scene, 'olivia', lineToCopy(plan));
  await until(scene, /Internal Failure/);
  const rolledBack = await hasStack(stage, '333333333333', /ROLLBACK_COMPLETE/);
  check(scene, rolledBack, 'the stack has rolled back');
};

const REQUEST = {
  title: 'A topic',
  labels: ['aws-task'],
  body: 'Create an SNS topic demo-events in athena-dev, us-east-1.',
};

const howToTalk = ({ github }: DemoStage): string => {
  const issues = `${github.baseUrl}/repos/${github.owner}/${github.repo}/issues`;
  const as = (login: string): string => `-H 'authorization: token ${tokenOf(login)}'`;
  return [
    '',
    `The application keeps running. Talk to it as ${PEOPLE.map((one) => one.login).join(', ')};`,
    'what is said is printed here:',
    '',
    `  curl -s ${issues} ${as('rosa')} \\`,
    `    -d '${JSON.stringify(REQUEST)}'`,
    `  curl -s ${issues}/9/comments ${as('olivia')} \\`,
    `    -d '{"body":"/approve"}'`,
    '',
    'End it with Ctrl-C.',
  ].join('\n');
};

const verdictOf = ({ held, failures }: Tally): string => {
  const facts = `${held} of ${held + failures.length} facts hold`;
  return failures.length === 0 ? facts : `WRONG\n${failures.join('\n')}\n${facts}`;
};

const play = async (): Promise<number> => {
  const keeps = process.argv.includes('--keep');
  const startedMs = Date.now();
  const stage = await openStage(WORLD, keeps);
  const tally: Tally = { held: 0, failures: [] };
  printNote('GitHub, AWS and PostgreSQL are embedded; nothing leaves this machine.');
  await playDevelopment(stage, tally);
  await playProduction(stage, tally);
  await playFailure(stage, tally);
  await playCostReport(stage, 4, tally);
  await playHealth(stage, 5, tally);
  await playSavings(stage, 6, tally);
  tally.failures.push(...stage.faults.map((fault) => `a job broke: ${String(fault)}`));
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  printNote(`\n${verdictOf(tally)}, ${seconds} s.`);
  if (keeps) {
    printNote(howToTalk(stage));
    const stopping = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());
    await follow(stage, stopping.signal);
  }
  await stage.close();
  return tally.failures.length === 0 ? 0 : 1;
};

process.exitCode = await play();
