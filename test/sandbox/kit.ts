import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  paginateDescribeStackEvents,
  type CreateChangeSetCommandInput,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { Clock } from '../../src/execute/ports.ts';
import type { SandboxPlugin } from '../../sandbox/plugin.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { createWorld, type WorkerIdentity, type World } from '../../sandbox/world.ts';

export const DEV = '333333333333';
export const STAGING = '444444444444';
export const PROD = '222222222222';
export const SANDBOX = '666666666666';
export const MANAGEMENT = '111111111111';
export const REGION = 'us-east-1';

/** Time that only moves when somebody sleeps. */
export const virtualClock = (start = '2026-01-05T10:00:00.000Z'): Clock => {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    sleep: async (ms) => {
      now += ms;
    },
  };
};

export interface Stage {
  readonly world: World;
  readonly clock: Clock;
}

/** A world with its own clock. */
export const stage = (spec: WorldSpec = {}): Stage => {
  const clock = virtualClock();
  return { world: createWorld(spec, { clock }), clock };
};

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

interface AnyClient {
  readonly middlewareStack: { use: (plugin: never) => void };
}

/** A real SDK client that a plugin answers. */
export const plug = <C extends AnyClient>(
  Client: new (config: never) => C,
  plugin: SandboxPlugin,
  options: { readonly credentials: unknown; readonly region?: string },
): C => {
  const client = new Client({
    region: options.region ?? REGION,
    credentials: options.credentials,
    maxAttempts: 1,
  } as never);
  client.middlewareStack.use(plugin as never);
  return client;
};

/** A real SDK client of a stage. */
export const clientOf = <C extends AnyClient>(
  { world }: Stage,
  Client: new (config: never) => C,
  options: { readonly credentials: unknown; readonly region?: string },
): C => plug(Client, world.plugin(), options);

export const roleArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:role/${name}`;

export const sessionRead = (account: string): string =>
  `arn:aws:iam::${account}:policy/AwsCoworkerSessionRead`;

/** AssumeRole as a worker does it; `input` overrides what it asks. */
export const assume = async (
  at: Stage,
  worker: WorkerIdentity,
  input: Partial<AssumeRoleCommandInput> & { readonly RoleArn: string },
): Promise<Keys> => {
  const sts = clientOf(at, STSClient, { credentials: at.world.credentialsOf(worker) });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleSessionName: 'session-1',
      ExternalId: at.world.externalId,
      SourceIdentity: worker === 'aws-coworker-reader' ? 'aws-coworker' : 'gh-42-ada',
      ...input,
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
};

export const reader = (at: Stage, account = DEV): Promise<Keys> =>
  assume(at, 'aws-coworker-reader', { RoleArn: roleArn(account, 'AwsCoworkerReader') });

export const previewer = (at: Stage, account = DEV): Promise<Keys> =>
  assume(at, 'aws-coworker-reader', { RoleArn: roleArn(account, 'AwsCoworkerPreviewer') });

/** Everything, but writes only as CloudFormation forwards them. */
export const WIDE_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudformation:ExecuteChangeSet',
        'cloudformation:DeleteStack',
        'cloudformation:ContinueUpdateRollback',
      ],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      NotAction: ['cloudformation:*'],
      Resource: '*',
      Condition: {
        'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
      },
    },
  ],
});

/** A deploy session for one change set; `policy` null means none. */
export const deployer = (
  at: Stage,
  changeSet: string,
  policy: string | null = WIDE_POLICY,
): Promise<Keys> =>
  assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerDeployer'),
    Tags: [{ Key: 'cw-changeset', Value: changeSet }],
    ...(policy === null ? {} : { Policy: policy, PolicyArns: [{ arn: sessionRead(DEV) }] }),
  });

export const admin = (at: Stage, account = DEV): (() => Promise<Keys>) =>
  at.world.credentialsOf('person-admin', account);

export const cfn = (at: Stage, credentials: unknown, region = REGION): CloudFormationClient =>
  clientOf(at, CloudFormationClient, { credentials, region });

/** Name and message of what a call throws; fails when it throws nothing. */
export const refusalOf = async (
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number }> => {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      $metadata?: { httpStatusCode?: number };
    };
    return { name, message, status: $metadata?.httpStatusCode ?? 0 };
  }
  throw new Error('the call was answered');
};

export type Body = Readonly<Record<string, unknown>>;

/** A template of some resources. */
export const template = (Resources: Body, rest: Body = {}): string =>
  JSON.stringify({ Resources, ...rest });

/** Makes a change set and waits until AWS has looked at it. */
export const preview = async (
  at: Stage,
  client: CloudFormationClient,
  input: Partial<CreateChangeSetCommandInput> & { readonly TemplateBody: string },
): Promise<{ readonly id: string; readonly stackId: string }> => {
  const made = await client.send(
    new CreateChangeSetCommand({
      StackName: 'aws-coworker-1-story',
      ChangeSetName: 'cw-1',
      ChangeSetType: 'CREATE',
      OnStackFailure: 'ROLLBACK',
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      ...input,
    }),
  );
  await at.clock.sleep(5000);
  return { id: made.Id ?? '', stackId: made.StackId ?? '' };
};

const ENDED = /(COMPLETE|FAILED)$/;

/** Moves time until a stack's operation has ended; gives its status. */
export const settle = async (
  at: Stage,
  client: CloudFormationClient,
  stackId: string,
): Promise<{ readonly status: string; readonly reason: string }> => {
  for (let i = 0; i < 400; i += 1) {
    await at.clock.sleep(20_000);
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    const status = Stacks?.[0]?.StackStatus ?? '';
    if (ENDED.test(status)) return { status, reason: Stacks?.[0]?.StackStatusReason ?? '' };
  }
  throw new Error('the stack never settled');
};

/** Every event of a stack, oldest first. */
export const eventsOf = async (
  client: CloudFormationClient,
  stackId: string,
): Promise<readonly StackEvent[]> => {
  const events: StackEvent[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: stackId })) {
    events.push(...(page.StackEvents ?? []));
  }
  return events.toReversed();
};

/** Previews as the previewer, executes as a deployer, waits for the end. */
export const deploy = async (
  at: Stage,
  TemplateBody: string,
  options: {
    readonly name?: string;
    readonly type?: 'CREATE' | 'UPDATE';
    readonly policy?: string | null;
    readonly tags?: Readonly<Record<string, string>>;
    readonly onFailure?: 'ROLLBACK' | 'DO_NOTHING';
    readonly deployAs?: Keys;
  } = {},
): Promise<{ readonly status: string; readonly reason: string; readonly stackId: string }> => {
  const name = options.name ?? 'cw-1';
  const previewing = cfn(at, await previewer(at));
  const { id, stackId } = await preview(at, previewing, {
    TemplateBody,
    ChangeSetName: name,
    ChangeSetType: options.type ?? 'CREATE',
    ...(options.type === 'UPDATE' ? { OnStackFailure: undefined } : {}),
    ...(options.onFailure === undefined ? {} : { OnStackFailure: options.onFailure }),
    ...(options.tags === undefined
      ? {}
      : { Tags: Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value })) }),
  });
  const deploying = cfn(at, options.deployAs ?? (await deployer(at, name, options.policy)));
  await deploying.send(
    new ExecuteChangeSetCommand({ ChangeSetName: id, ClientRequestToken: `token-${name}` }),
  );
  return { ...(await settle(at, cfn(at, admin(at)), stackId)), stackId };
};

/** The reason of the first failed event of a stack. */
export const failureOf = async (at: Stage, stackId: string): Promise<string> => {
  const events = await eventsOf(cfn(at, await previewer(at)), stackId);
  return (
    events.find((each) => each.ResourceStatus?.endsWith('_FAILED'))?.ResourceStatusReason ?? ''
  );
};

export const bucket = (Properties: Body): Body => ({ Type: 'AWS::S3::Bucket', Properties });
