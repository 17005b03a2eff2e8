import { describe, expect, it } from 'vitest';
import { createIdentity } from '../../src/aws/identity.ts';
import { openRole } from '../../src/aws/assume-role.ts';
import { singleSession } from '../../src/aws/account-session.ts';
import type { ClientName } from '../../src/aws/client-table.ts';
import { createTransport } from '../../src/aws/transport.ts';
import { ApprovedPlan } from '../../src/approve/approved-plan.ts';
import { removeEmpty } from '../../src/execute/remove-empty.ts';
import type { RemoveStep, Step } from '../../src/plan/step.ts';
import { stepId } from '../../src/task/ids.ts';
import { approve, deployStep, handle, planOf } from '../execute/fixtures.ts';
import {
  approveDraft,
  approveSteps,
  athena,
  draftOf,
  made,
  planId,
  startJourney,
  type Journey,
} from './sandbox-journey.ts';
import { account, DEV, HOME } from './scripted-aws.ts';

const properties = (versioning: string) => ({
  BucketName: 'acme-dev-use1-quarterly',
  VersioningConfiguration: { Status: versioning },
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
});

const bucket = (versioning = 'Enabled') => ({
  Resources: { Reports: { Type: 'AWS::S3::Bucket', Properties: properties(versioning) } },
});

const STACK = 'aws-coworker-7-reports';
const STAGING = account('444444444444');
const PRODUCTION = account('222222222222');

const existing = (more: object = {}) => ({
  stacks: [
    {
      account: DEV,
      region: HOME,
      name: STACK,
      template: bucket('Suspended'),
      tags: { CoworkerManaged: 'true' },
      ...more,
    },
  ],
});

const changed = ({ world }: Journey): readonly string[] =>
  world.calls
    .filter((call) => call.decision === 'allowed')
    .filter((call) => !/^(sts|.*:(Get|List|Describe))/.test(call.action))
    .map((call) => call.action);

describe('the reader side in the sandbox', () => {
  it('lists the organization', async () => {
    const { aws } = startJourney();
    const listed = await aws.reader.listAccounts();
    expect(listed.ok ? listed.value : listed.refusal).toContainEqual(
      expect.objectContaining({
        id: '333333333333',
        name: 'athena-dev',
        ouPath: 'Workloads/Development',
        status: 'ACTIVE',
      }),
    );
  });

  it('a new stack in staging or production has no change set, and nothing is made', async () => {
    for (const accountId of [STAGING, PRODUCTION]) {
      const journey = startJourney();
      const tier = accountId === STAGING ? 'staging' : 'production';
      const previewed = await journey.preview(draftOf(bucket(), { accountId }), 'p1', tier);
      expect(previewed).toEqual({ ok: true, value: {} });
      expect(changed(journey)).toEqual([]);
    }
  });

  it('a stack of staging is previewed, and its change set deleted at once', async () => {
    const journey = startJourney(existing({ account: STAGING }));
    const draft = draftOf(bucket(), { accountId: STAGING, changeSetType: 'UPDATE' });
    const previewed = await journey.preview(draft, 'p1', 'staging');
    expect(previewed).toMatchObject({ ok: true, value: { preview: { status: 'ready' } } });
    expect(previewed.ok ? previewed.value.handle : 'refused').toBeUndefined();
    expect(changed(journey)).toContain('cloudformation:DeleteChangeSet');
  });

  it('no changes are an empty preview, and its change set is deleted', async () => {
    const journey = startJourney(existing());
    const draft = draftOf(bucket('Suspended'), { changeSetType: 'UPDATE' });
    const previewed = await journey.preview(draft);
    expect(previewed).toMatchObject({ ok: true, value: { preview: { status: 'empty' } } });
    expect(changed(journey)).toContain('cloudformation:DeleteChangeSet');
  });

  it('A56 the same job twice makes one change set', async () => {
    const journey = startJourney();
    const [first, second] = [
      await journey.preview(draftOf(bucket())),
      await journey.preview(draftOf(bucket())),
    ];
    expect(made(second)).toEqual(made(first));
  });

  it('a preview that is deleted twice is deleted', async () => {
    const journey = startJourney();
    const { handle: preview } = made(await journey.preview(draftOf(bucket())));
    await journey.aws.reader.deletePreview(preview);
    await journey.aws.reader.deletePreview(preview);
  });

  const refusals: readonly (readonly [string, object, object, string])[] = [
    [
      'a stack with a role of its own',
      existing({ roleArn: `arn:aws:iam::${DEV}:role/x` }),
      { changeSetType: 'UPDATE' },
      'stack-has-role',
    ],
    ['a stack that rolled back', existing({ status: 'ROLLBACK_COMPLETE' }), {}, 'stack-not-ready'],
    ['a stack that exists', existing(), {}, 'stack-not-ready'],
    [
      'a stack that is busy',
      existing({ status: 'UPDATE_IN_PROGRESS' }),
      { changeSetType: 'UPDATE' },
      'stack-not-ready',
    ],
    ['a stack that is not there', {}, { changeSetType: 'UPDATE' }, 'target-not-found'],
    [
      'a private type',
      { privateTypes: ['AWS::Odd::Thing'] },
      { template: { Resources: { Odd: { Type: 'AWS::Odd::Thing' } } } },
      'template-unsupported',
    ],
    [
      'A67 a custom resource',
      {},
      { template: { Resources: { Odd: { Type: 'Custom::Thing' } } } },
      'template-unsupported',
    ],
    [
      'a template that is too long',
      {},
      { templateBody: 'x'.repeat(51_201) },
      'template-unsupported',
    ],
    ['a template that AWS can not read', {}, { templateBody: '{' }, 'aws-refused'],
    [
      'a role that is missing',
      { missingRoles: { [DEV]: ['AwsCoworkerPreviewer'] } },
      {},
      'role-missing',
    ],
  ];

  it.each(refusals)('%s is refused', async (_name, spec, more, code) => {
    const previewed = await startJourney(spec).preview(draftOf(bucket(), more));
    expect(previewed.ok ? previewed.value : previewed.refusal.code).toBe(code);
  });
});

describe('an approved plan in the sandbox', () => {
  it('makes a bucket, as the approver, by a policy that says no more than the plan', async () => {
    const journey = startJourney();
    const draft = draftOf(bucket());
    const previewed = made(await journey.preview(draft));
    expect(previewed.preview).toMatchObject({ status: 'ready', changeSetType: 'CREATE' });
    const outcome = await journey.execute(approveDraft(draft, previewed));
    expect(outcome).toMatchObject({
      kind: 'done',
      steps: [{ made: [{ logicalId: 'Reports', arn: 'arn:aws:s3:::acme-dev-use1-quarterly' }] }],
    });
    const writers = journey.world.calls.filter((call) => call.action === 's3:CreateBucket');
    expect(writers.map((call) => [call.sourceIdentity, call.via])).toEqual([
      ['gh-42-maya-ops', 'cloudformation'],
    ]);
  });

  it('A56 executed twice, it is one execution', async () => {
    const journey = startJourney();
    const draft = draftOf(bucket());
    const approved = approveDraft(draft, made(await journey.preview(draft)));
    const outcomes = [await journey.execute(approved), await journey.execute(approved)];
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['done', 'done']);
    const executions = changed(journey).filter((action) => action.includes('ExecuteChangeSet'));
    expect(executions).toHaveLength(1);
  });

  it('a failing stack rolls back, and the outcome names the event', async () => {
    const journey = startJourney({
      failures: [
        {
          match: { logicalId: 'Reports', operation: 'create' },
          error: { name: 'BucketAlreadyExists', httpStatus: 409, message: 'the name is taken' },
        },
      ],
    });
    const draft = draftOf(bucket());
    const outcome = await journey.execute(approveDraft(draft, made(await journey.preview(draft))));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: {
        end: 'rolled back',
        state: 'ROLLBACK_COMPLETE',
        cause: { logicalId: 'Reports', reason: expect.stringContaining('the name is taken') },
      },
    });
  });

  it('an update changes the stack, and a removal takes it away', async () => {
    const journey = startJourney(existing());
    const draft = draftOf(bucket(), { changeSetType: 'UPDATE' });
    const previewed = made(await journey.preview(draft));
    const stackId = previewed.handle.stackId;
    const update = approveDraft({ ...draft, stackId }, previewed);
    expect((await journey.execute(update)).kind).toBe('done');
    const [step] = update.facts.plan.steps;
    if (step?.kind !== 'deploy') throw new Error('no deploy step');
    const removal: RemoveStep = {
      ...step,
      id: stepId(1),
      kind: 'remove',
      stackId,
      needs: [
        {
          action: 's3:DeleteBucket',
          resources: ['arn:aws:s3:::acme-dev-use1-quarterly'],
          purpose: 'forward',
          via: 'cloudformation',
        },
      ],
      changes: step.changes.map((change) =>
        Object.assign({}, change, { action: 'delete' as const }),
      ),
    };
    const [approval] = update.facts.approvals;
    const approvals = [{ ...approval, approvalId: 'a2' }] as const;
    const second = approve([], { ...approveSteps([removal], []).facts, approvals });
    const outcome = await journey.execute(second);
    expect(outcome).toMatchObject({ kind: 'done', steps: [{ kind: 'done', stackId }] });
  });

  it('A60 a deployment that outlives its session is followed to its end', async () => {
    const journey = startJourney({ seconds: { 'AWS::S3::Bucket': 4000 } });
    const draft = draftOf(bucket(), { slowestMinutes: 120 });
    const outcome = await journey.execute(approveDraft(draft, made(await journey.preview(draft))));
    expect(outcome.seconds).toBeGreaterThan(3600);
    expect(outcome.kind).toMatch(/done|failed/);
  });

  it('A49 a change set that somebody exchanged is not executed', async () => {
    const journey = startJourney();
    const draft = draftOf(bucket());
    const approved = approveDraft(draft, made(await journey.preview(draft)));
    const { handle: other } = made(await journey.preview(draftOf(bucket('Suspended')), 'p2'));
    const swapped = { ...other, planId: planId('p1'), changeSetName: 'cw-p1' };
    for (const handles of [[other], [swapped]]) {
      const forged = approve([], { ...approved.facts, handles });
      const outcome = await journey.execute(forged);
      expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'change-set-stale' } });
    }
    expect(changed(journey)).not.toContain('cloudformation:ExecuteChangeSet');
  });
});

describe('isolation', () => {
  const step = deployStep();

  it('an approval that was not decided in this process opens nothing', async () => {
    const journey = startJourney();
    const { door } = journey.aws.deployer;
    const { facts } = approve([step]);
    const forged = Object.create(ApprovedPlan.prototype, { facts: { value: facts } });
    const opened = [
      await door.openReader(DEV, forged),
      await door.openDeployer(forged, step),
      await door.openOperator(forged, step),
      await door.openDeployer(approve([step]), { ...step }),
    ];
    expect(opened.map((one) => (one.ok ? 'open' : one.refusal.code))).toEqual(
      Array.from({ length: 4 }, () => 'approval-not-proven'),
    );
    expect(journey.world.calls).toEqual([]);
  });

  it.each(['staging', 'production', 'unknown'] as const)(
    'A64 nothing opens in tier %s, even where a role exists',
    async (tier) => {
      const extraRoles = [{ account: PRODUCTION, role: 'AwsCoworkerDeployer' }];
      const journey = startJourney({ extraRoles });
      const there: Step = { ...step, accountId: PRODUCTION };
      const plan = planOf([there], tier);
      const accounts = [{ ...athena(PRODUCTION), tier }];
      const approved = approve([there], { plan: { ...plan, accounts } });
      const opened = await journey.aws.deployer.door.openDeployer(approved, there);
      expect(opened.ok ? 'open' : opened.refusal.code).toBe('no-route');
      expect(journey.world.calls).toEqual([]);
    },
  );

  it('A64 the management account is never entered, whatever a plan says', async () => {
    const journey = startJourney();
    const there: Step = { ...step, accountId: account('111111111111') };
    const approved = approveSteps([there], [handle]);
    const opened = await journey.aws.deployer.door.openReader(there.accountId, approved);
    expect(opened.ok ? 'open' : opened.refusal.code).toBe('no-route');
  });

  it('A59 the reader identity can not become the deployer, nor the deployer the reader', async () => {
    const { options } = startJourney();
    const transport = createTransport(options);
    const request = {
      accountId: DEV,
      externalId: options.config.organization.externalId,
      sourceIdentity: 'gh-42-maya-ops',
      tags: { 'cw-changeset': 'cw-p1' },
      policyArns: [],
      region: HOME,
    };
    const reader = createIdentity('reader', {}, options.readerIdentity);
    const deployer = createIdentity('deployer', {}, options.deployerIdentity);
    const tries = [
      [reader, 'AwsCoworkerDeployer'],
      [reader, 'AwsCoworkerOperator'],
      [deployer, 'AwsCoworkerReader'],
      [deployer, 'AwsCoworkerPreviewer'],
    ] as const;
    for (const [identity, roleName] of tries) {
      const opened = await openRole(transport, identity, { ...request, roleName });
      expect(opened.ok ? roleName : opened.refusal.code).toBe('role-missing');
    }
    const without = { ...request, roleName: 'AwsCoworkerDeployer', externalId: 'guessed' };
    const opened = await openRole(transport, deployer, without);
    expect(opened.ok ? 'open' : opened.refusal.code).toBe('role-missing');
    const whole = await openRole(transport, deployer, {
      ...without,
      externalId: request.externalId,
    });
    expect(whole.ok).toBe(true);
  });

  it('without a session policy the deployer neither previews nor executes what it has no tag for', async () => {
    const journey = startJourney();
    const own = made(await journey.preview(draftOf(bucket()), 'p1')).handle;
    const foreign = made(
      await journey.preview(
        draftOf(bucket('Suspended'), { stackName: 'aws-coworker-2-other' }),
        'p2',
      ),
    ).handle;
    const transport = createTransport(journey.options);
    const identity = createIdentity('deployer', {}, journey.options.deployerIdentity);
    const opened = await openRole(transport, identity, {
      accountId: DEV,
      roleName: 'AwsCoworkerDeployer',
      externalId: journey.options.config.organization.externalId,
      sourceIdentity: 'gh-42-maya-ops',
      tags: { 'cw-changeset': 'cw-p1' },
      policyArns: [],
      region: HOME,
    });
    if (!opened.ok) throw new Error(opened.refusal.because);
    const session = singleSession(transport, DEV, opened.value);
    const send = async (client: ClientName, operation: string, input: object) => {
      const call = { client, operation, region: HOME, input: { ...input }, mayRepeat: true };
      const said = await session.send(call);
      return said.ok ? 'allowed' : said.code;
    };
    const executed = (which: typeof own) =>
      send('CloudFormation', 'ExecuteChangeSet', {
        StackName: which.stackId,
        ChangeSetName: which.changeSetArn,
      });
    const create = {
      StackName: 'x',
      ChangeSetName: 'x',
      ChangeSetType: 'CREATE',
      TemplateBody: '{}',
    };
    const role = { RoleName: 'AwsCoworkerDeployer', PolicyName: 'x', PolicyDocument: '{}' };
    expect(
      [
        await send('CloudFormation', 'CreateChangeSet', create),
        await executed(foreign),
        await send('S3', 'ListBuckets', {}),
        await send('S3', 'DeleteBucket', { Bucket: 'acme-dev-use1-reports' }),
        await send('IAM', 'PutRolePolicy', role),
      ].map((code) => /AccessDenied/.test(code)),
    ).toEqual([true, true, true, true, true]);
    expect(await executed(own)).toBe('allowed');
  });

  it('the previewer can not execute what it previewed', async () => {
    const journey = startJourney();
    const { handle: own } = made(await journey.preview(draftOf(bucket())));
    const opened = await journey.aws.reader.openPreviewer(DEV);
    if (!opened.ok) throw new Error(opened.refusal.because);
    const said = await opened.value.session.send({
      client: 'CloudFormation',
      operation: 'ExecuteChangeSet',
      region: HOME,
      input: { StackName: own.stackId, ChangeSetName: own.changeSetArn },
      mayRepeat: true,
    });
    expect(said).toMatchObject({ ok: false, code: expect.stringContaining('AccessDenied') });
  });

  it('the watching session reads and can change nothing', async () => {
    const journey = startJourney(existing());
    const opened = await journey.aws.deployer.door.openReader(DEV, approve([step]));
    if (!opened.ok) throw new Error(opened.refusal.because);
    expect(await opened.value.readStack(HOME, STACK)).toMatchObject({ status: 'CREATE_COMPLETE' });
    const put = { client: 'S3', operation: 'DeleteBucket', region: HOME, input: { Bucket: 'x' } };
    await expect(opened.value.read(put)).rejects.toThrow('no read');
  });

  it('an empty stack of a preview is removed; one with resources stays', async () => {
    const journey = startJourney();
    const { handle: empty } = made(await journey.preview(draftOf(bucket())));
    const order = {
      planId: empty.planId,
      issueNumber: Number(empty.stackName.split('-')[2]),
      handle: empty,
      tier: 'development',
      person: { id: 7, login: 'io' },
    } as const;
    const ports = {
      openRemover: journey.aws.deployer.openRemover,
      journal: { append: async () => {}, read: async () => [] },
    };
    const closed = await removeEmpty({ ...order, tier: 'production' }, ports);
    expect(closed.ok ? closed.value : closed.refusal.code).toBe('no-route');
    expect(await removeEmpty(order, ports)).toEqual({ ok: true, value: true });
    expect(await removeEmpty(order, ports)).toEqual({ ok: true, value: false });
  });
});
