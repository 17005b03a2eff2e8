import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Said } from '../../sandbox/github/stage.ts';
import type { StackSpec } from '../../sandbox/world-spec.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Company } from '../conversations/company.ts';
import {
  deleteBucket,
  issues,
  nextDay,
  openDrifting,
  patchBucket,
  patchResource,
  setVersioning,
  stackOf,
  tick,
  type DriftingOptions,
} from './drifting.ts';

const PROD = '222222222222';
const ORDERS = { bucket: 'orders' };

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const comment = async (one: Company, who: string, body: string): Promise<void> => {
  const number = issues(one)[0]?.number ?? 0;
  await one.deliver((await one.github.comment(who, number, body)).webhooks);
  await one.settle();
};

const answers = async (one: Company): Promise<readonly string[]> =>
  (await one.github.listComments(issues(one)[0]?.number ?? 0))
    .filter(({ login }) => login.endsWith('[bot]'))
    .map(({ body }) => body);

const last = async (one: Company): Promise<string> => (await answers(one)).at(-1) ?? '';

const open = async (stack: StackSpec, options: DriftingOptions = {}): Promise<Company> => {
  company = await openDrifting([stack], options);
  return company;
};

const drifted = async (options: DriftingOptions & { readonly account?: string } = {}) => {
  const { account, ...rest } = options;
  const one = await open(stackOf('orders', account), rest);
  await setVersioning(one, account === undefined ? ORDERS : { ...ORDERS, account }, 'Suspended');
  await tick(one);
  return one;
};

const approve = async (one: Company): Promise<void> => {
  one.clock.pass(60_000);
  const digest = /\/approve ([0-9a-f]{12})/.exec(await last(one))?.[1] ?? '';
  await comment(one, 'maintainer', `/approve ${digest}`);
  await one.settle();
};

/** Everything that is there; tags stand beside properties, and in the template's own form in them. */
const realOf = async ({ world }: Company) =>
  (await world.snapshot()).resources.map(
    ({ id, properties: { Tags: _, ...properties }, tags }) => ({
      id,
      properties,
      tags,
    }),
  );

const versioning = async (one: Company): Promise<unknown> =>
  (await realOf(one)).find(({ id }) => id === 'orders')?.properties['VersioningConfiguration'];

const changeSets = ({ world }: Company): number =>
  world.calls.filter(({ operation }) => operation === 'CreateChangeSet').length;

/** A second bucket in the stack, and what else the template holds. */
const twoBuckets = (rest: JsonObject = {}): StackSpec => {
  const stack = stackOf('orders');
  const { Resources } = stack.template as unknown as { readonly Resources: JsonObject };
  const data = Resources['Data'] as JsonObject;
  const Logs = {
    ...data,
    DependsOn: 'Data',
    Properties: { ...(data['Properties'] as JsonObject), BucketName: 'logs' },
  };
  return { ...stack, template: { Resources: { ...Resources, Logs }, ...rest } };
};

describe('/adopt in a tier that executes', () => {
  it('records what is there by an ordinary plan, and changes nothing real', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/adopt');
    const plan = await last(one);
    expect(plan).toContain('## Plan `');
    expect(plan).toContain('is `Suspended` · the stack says `Enabled` · the new template says');
    expect(plan).toContain('this plan records it in the template, and sets back nothing');
    expect(plan).toContain('Asked by `developer`');
    const before = await realOf(one);
    await approve(one);
    expect(await last(one)).toMatch(/^## Done /m);
    expect(await realOf(one)).toEqual(before);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    await nextDay(one);
    expect(await last(one)).toMatch(/^\*\*In sync again\*\*/);
    expect(one.faults).toEqual([]);
  });

  it('can be rolled back, which sets back what is there as well', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/adopt');
    await approve(one);
    await comment(one, 'developer', '/rollback');
    expect(await last(one)).toContain('`VersioningConfiguration.Status`: `Suspended` → `Enabled`');
    await approve(one);
    expect(await versioning(one)).toEqual({ Status: 'Enabled' });
  });

  it('takes out of the template what somebody deleted, and loses nothing more', async () => {
    const one = await open(twoBuckets());
    await deleteBucket(one, { bucket: 'logs' });
    await tick(one);
    const before = await realOf(one);
    await comment(one, 'developer', '/adopt');
    expect(await last(one)).toContain('gone already, out of the template');
    expect(await last(one)).not.toContain('data is lost');
    await approve(one);
    expect(await last(one)).toMatch(/^## Done /m);
    expect(await realOf(one)).toEqual(before);
    await nextDay(one);
    expect(await last(one)).toMatch(/^\*\*In sync again\*\*/);
  });

  it('what was set back by hand meanwhile is nothing to do', async () => {
    const one = await drifted();
    await setVersioning(one, ORDERS, 'Enabled');
    await comment(one, 'maintainer', '/adopt');
    expect(await last(one)).toContain('**Nothing to do.**');
  });

  it('what changes between plan and approval stops the plan', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/adopt');
    const plan = await last(one);
    await setVersioning(one, ORDERS, 'Enabled');
    one.clock.pass(60_000);
    const digest = /\/approve ([0-9a-f]{12})/.exec(plan)?.[1] ?? '';
    await comment(one, 'maintainer', `/approve ${digest}`);
    await one.settle();
    expect(await last(one)).toContain('`change-set-stale`');
    expect(await versioning(one)).toEqual({ Status: 'Enabled' });
  });

  it('/plan makes it anew, and /reconcile after it sets back', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/adopt');
    await comment(one, 'developer', '/plan');
    expect(await last(one)).toContain('record in the template of stack');
    await comment(one, 'developer', '/reconcile');
    expect(await last(one)).toContain('will be `Enabled`');
    await comment(one, 'developer', '/plan');
    expect(await last(one)).toContain('back to what its template says');
  });

  it('a stranger makes nothing', async () => {
    const one = await drifted();
    await comment(one, 'stranger', '/adopt');
    expect(await last(one)).toContain('`may-not-command`');
    expect(changeSets(one)).toBe(0);
  });

  it('who asked does not approve where somebody else has to', async () => {
    const one = await drifted();
    await comment(one, 'maintainer', '/adopt');
    await approve(one);
    expect(await last(one)).toContain('`own-request`');
  });

  it('where CloudFormation does not compare, nothing is recorded', async () => {
    const one = await drifted({ world: { hasNoDriftMode: true } });
    await comment(one, 'maintainer', '/adopt');
    expect(await last(one)).toContain('`not-adoptable`');
    expect(await last(one)).toContain('did not compare the stack with what is there');
  });

  it('a detection that AWS denies is said', async () => {
    const one = await drifted();
    const error = { name: 'AccessDenied', httpStatus: 403, message: 'not allowed' };
    one.world.fail([{ match: { operation: 'DetectStackDrift' }, error }]);
    await comment(one, 'maintainer', '/adopt');
    expect(await last(one)).toContain('**Not done: `');
    expect(changeSets(one)).toBe(0);
  });

  it('what the template reads from somewhere is named and left', async () => {
    const one = await open(
      twoBuckets({ Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'logs' } } } }),
    );
    await deleteBucket(one, { bucket: 'logs' });
    await tick(one);
    await comment(one, 'developer', '/adopt');
    expect(await last(one)).toContain('`Logs`: it is gone, and output Name needs it');
    expect(changeSets(one)).toBe(0);
  });

  it('what opens a bucket to the world is recorded no more than it would be planned', async () => {
    const one = await open(stackOf('orders'));
    await patchBucket(one, ORDERS, [
      { op: 'replace', path: '/PublicAccessBlockConfiguration/BlockPublicPolicy', value: false },
    ]);
    await tick(one);
    await comment(one, 'developer', '/adopt');
    expect(await last(one)).toMatch(/\*\*Review\*\* .*S3-01|BLOCKED|WARN_AND_PROCEED/);
  });
});

/** The stack of a topic in production, as one of our plans made it. */
const topicStack = (): StackSpec => {
  const story = '../conversations/adopt-becomes-a-pull-request/world.json';
  const text = readFileSync(new URL(story, import.meta.url), 'utf8');
  const [stack] = (JSON.parse(text) as { readonly stacks: readonly StackSpec[] }).stacks;
  if (stack === undefined) throw new Error('the story has no stack');
  return stack;
};

const ARN = `arn:aws:sns:us-east-1:${PROD}:order-events`;

const patchTopic = (one: Company, value: string): Promise<void> =>
  patchResource(one, {
    account: PROD,
    type: 'AWS::SNS::Topic',
    id: ARN,
    patch: [{ op: 'replace', path: '/KmsMasterKeyId', value }],
  });

const driftedTopic = async (options: DriftingOptions = {}): Promise<Company> => {
  const one = await open(topicStack(), options);
  await patchTopic(one, 'alias/order-events');
  await tick(one);
  return one;
};

const FOLDER = `infrastructure/${PROD}/us-east-1/aws-coworker-7-order-events`;

/** A file of the pull request. */
const proposed = async ({ github }: Company, name: string): Promise<string> => {
  const [pull] = await github.listPullRequests();
  return (await github.readFile(pull?.headRef ?? '', `${FOLDER}/${name}`)) ?? '';
};

/** What the pipeline does with the merged files: a change set in the plain mode, executed. */
const deployFiles = async (one: Company): Promise<void> => {
  const keys = await one.world.credentialsOf('person-admin', PROD)();
  const TemplateBody = await proposed(one, 'template.json');
  const parameters = await proposed(one, 'parameters.json');
  const { Tags } = JSON.parse(parameters) as { readonly Tags: Record<string, string> };
  const names = { StackName: 'aws-coworker-7-order-events', ChangeSetName: 'pipeline' };
  const rest = {
    TemplateBody,
    ChangeSetType: 'UPDATE',
    Tags: Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })),
  };
  for (const [commandName, input] of [
    ['CreateChangeSetCommand', { ...names, ...rest }],
    ['ExecuteChangeSetCommand', names],
  ] as const) {
    const call = { clientName: 'CloudFormationClient', commandName, region: 'us-east-1', input };
    await one.world.call({ ...call, ...keys, sessionToken: keys.sessionToken });
    one.clock.pass(60_000);
  }
};

const deliver = async (one: Company, said: Promise<Said>): Promise<void> => {
  await one.deliver((await said).webhooks);
  await one.settle();
};

describe('/adopt in staging and production', () => {
  it('opens a pull request of the template as it is there, which nobody approves here', async () => {
    const one = await driftedTopic();
    await comment(one, 'developer', '/adopt');
    const [pull] = await one.github.listPullRequests();
    expect(pull?.body).toContain('· recorded as it is ·');
    expect(pull?.body).toContain('this plan records it in the template, and sets back nothing');
    expect(await last(one)).toContain('**Pull request #2 is open with exactly this plan.**');
    await comment(one, 'maintainer', '/approve');
    expect(await last(one)).toContain('`approve-by-pull-request`');
  });

  it('what the pipeline makes of the files changes nothing real, and the issue closes', async () => {
    const one = await driftedTopic();
    const before = await realOf(one);
    await comment(one, 'developer', '/adopt');
    await deliver(one, one.github.merge('owner', 2));
    const was = JSON.stringify(topicStack().template);
    const wanted = was.replace('alias/aws/sns', 'alias/order-events');
    expect(JSON.parse(await proposed(one, 'template.json'))).toEqual(JSON.parse(wanted));
    await deployFiles(one);
    await deliver(one, one.github.deploy('owner', 2, 'success', 'production'));
    expect(issues(one)[0]?.state).toBe('closed');
    expect(await realOf(one)).toEqual(before);
    await nextDay(one);
    expect(issues(one)[0]?.state).toBe('closed');
    expect(await last(one)).toMatch(/^\*\*In sync again\*\*/);
    expect(one.faults).toEqual([]);
  });

  it('a second drift of the stack has a pull request of its own', async () => {
    const one = await driftedTopic();
    await comment(one, 'developer', '/adopt');
    await deliver(one, one.github.merge('owner', 2));
    await deployFiles(one);
    await deliver(one, one.github.deploy('owner', 2, 'success', 'production'));
    await patchTopic(one, 'alias/orders-2');
    await nextDay(one);
    expect(issues(one)[0]?.state).toBe('open');
    await comment(one, 'developer', '/adopt');
    const pulls = await one.github.listPullRequests();
    expect(pulls.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect((await answers(one))[0]).toContain(
      '**Pull request #3 is open with exactly this plan.**',
    );
  });

  it('a branch that nothing protects has no pull request', async () => {
    const one = await driftedTopic({ isUnprotected: true });
    await comment(one, 'developer', '/adopt');
    expect(await last(one)).toContain('`route-unprotected`');
    expect(await one.github.listPullRequests()).toEqual([]);
  });
});
