import { pluginFor, type WireCall } from '../../../sandbox/plugin.ts';
import type { ClientPlugin } from '../../../src/aws/client-table.ts';

/** Whom a call was made as, and where: nothing that an answer holds comes from anything else. */
export interface Tag {
  readonly accountId: string;
  readonly region: string;
}

/** How one kind of call breaks in one place. */
export interface Break {
  readonly accountId: string;
  readonly region: string;
  readonly operation: string;
  readonly how: 'denied' | 'throttled' | 'malformed';
}

export interface TaggedAws {
  /** Waits for the turn of one call; absent answers at once. */
  readonly turn?: (name: string) => Promise<unknown>;
  readonly breaks: readonly Break[];
  /** Accounts whose role does not open. */
  readonly closed: readonly string[];
  /** Accounts for which STS hands out the session of another. */
  readonly confused: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** How long a session lives; the application renews it some minutes before its end. */
  readonly sessionMs: number;
}

/** The name of one thing: it tells whose it is. */
export const taggedName = ({ accountId, region }: Tag, kind: string, n: number): string =>
  `${kind}-${accountId}-${region}-${n}`;

/** What every name of a place holds. */
export const markOf = ({ accountId, region }: Tag): string => `${accountId}-${region}`;

const MADE = new Date('2026-01-01T00:00:00Z');

type Answer = (tag: Tag, names: (kind: string) => readonly string[]) => object;

const named = (key: string, kind: string, more: object = {}): Answer => {
  const list = key.split('.')[0] ?? '';
  const member = key.split('.')[1] ?? '';
  return (_, names) => ({ [list]: names(kind).map((one) => ({ [member]: one, ...more })) });
};

const arnOf = ({ accountId, region }: Tag, service: string, name: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${name}`;

/** Table: what each list holds, named by whom it was asked as. What is not here is empty. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  ListBuckets: named('Buckets.Name', 'bucket', { CreationDate: MADE }),
  DescribeInstances: (_, names) => ({
    Reservations: [
      {
        Instances: names('i').map((InstanceId) => ({
          InstanceId,
          InstanceType: 'm5.xlarge',
          LaunchTime: MADE,
          State: { Name: 'running' },
          PlatformDetails: 'Linux/UNIX',
        })),
      },
    ],
  }),
  DescribeVolumes: named('Volumes.VolumeId', 'vol', {
    State: 'available',
    CreateTime: MADE,
    Size: 100,
    VolumeType: 'gp3',
  }),
  DescribeAddresses: (_, names) => ({
    Addresses: names('eipalloc').map((AllocationId) => ({
      AllocationId,
      PublicIp: '192.0.2.1',
      Domain: 'vpc',
    })),
  }),
  DescribeSecurityGroups: named('SecurityGroups.GroupId', 'sg', { VpcId: 'vpc-1' }),
  DescribeLogGroups: (tag, names) => ({
    logGroups: names('log').map((logGroupName) => ({
      logGroupName,
      arn: arnOf(tag, 'logs', `log-group:${logGroupName}`),
      creationTime: MADE.getTime(),
      storedBytes: 2 ** 33,
    })),
  }),
  ListTopics: (tag, names) => ({
    Topics: names('topic').map((one) => ({ TopicArn: arnOf(tag, 'sns', one) })),
  }),
  ListTables: (_, names) => ({ TableNames: names('table') }),
  ListRoles: (tag, names) => ({
    Roles: names('role').map((RoleName) => ({
      RoleName,
      Arn: `arn:aws:iam::${tag.accountId}:role/${RoleName}`,
      Path: '/',
      CreateDate: MADE,
    })),
  }),
  DescribeStacks: (tag, names) => ({
    Stacks: names('stack').map((StackName) => ({
      StackName,
      StackId: arnOf(tag, 'cloudformation', `stack/${StackName}/1`),
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: MADE,
    })),
  }),
  GetAccountSummary: () => ({ SummaryMap: { AccountMFAEnabled: 0 } }),
};

/** Configurations that are not set, as S3 says it. */
const NOT_SET: Readonly<Record<string, string>> = {
  GetPublicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  GetBucketPolicy: 'NoSuchBucketPolicy',
  GetBucketTagging: 'NoSuchTagSet',
  GetBucketLifecycleConfiguration: 'NoSuchLifecycleConfiguration',
  GetBucketWebsite: 'NoSuchWebsiteConfiguration',
};

const thrown = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(\w+)$/;

const KEY = /^AKIA(\d{12})$/;

/** Keys that name their account, so that every later call tells whose it is. */
const assumeRole = (aws: TaggedAws, input: Readonly<Record<string, unknown>>): object => {
  const [, accountId = '', role = ''] = ROLE_ARN.exec(String(input['RoleArn'])) ?? [];
  if (aws.closed.includes(accountId)) throw thrown('AccessDenied', 403);
  const given = aws.confused[accountId] ?? accountId;
  return {
    Credentials: {
      AccessKeyId: `AKIA${given}`,
      SecretAccessKey: 'none',
      SessionToken: 'none',
      Expiration: new Date(aws.now().getTime() + aws.sessionMs),
    },
    AssumedRoleUser: { Arn: `arn:aws:sts::${given}:assumed-role/${role}/s`, AssumedRoleId: 'A:s' },
  };
};

/** Cloud Control tells properties that name who asked. */
const getResource = (tag: Tag, input: Readonly<Record<string, unknown>>): object => {
  const Identifier = String(input['Identifier']);
  const Properties = JSON.stringify({ Description: markOf(tag) });
  return { TypeName: input['TypeName'], ResourceDescription: { Identifier, Properties } };
};

const BROKEN = {
  denied: () => thrown('AccessDenied', 403),
  throttled: () => thrown('ThrottlingException', 400),
} as const;

const answerAs = (aws: TaggedAws, tag: Tag, call: WireCall): object => {
  const operation = call.commandName.slice(0, -'Command'.length);
  const input = call.input as Readonly<Record<string, unknown>>;
  const found = aws.breaks.find(
    (one) =>
      one.operation === operation && one.accountId === tag.accountId && one.region === tag.region,
  );
  if (found?.how === 'malformed') return { Buckets: 7, Volumes: 7, Topics: 7, Roles: 7 };
  if (found !== undefined) throw BROKEN[found.how]();
  if (operation === 'GetResource') return getResource(tag, input);
  const missing = NOT_SET[operation];
  if (missing !== undefined) throw thrown(missing, 404);
  const names = (kind: string): readonly string[] => [1, 2].map((n) => taggedName(tag, kind, n));
  return ANSWERS[operation]?.(tag, names) ?? {};
};

/** An AWS that answers each call by the keys it was signed with, and in what order it is told. */
export const taggedAws = (aws: TaggedAws): ClientPlugin =>
  pluginFor(async (call) => {
    const operation = call.commandName.slice(0, -'Command'.length);
    const accountId = KEY.exec(call.accessKeyId)?.[1] ?? '';
    const tag = { accountId, region: call.region };
    await aws.turn?.(`${operation} ${accountId} ${call.region}`);
    if (operation === 'AssumeRole')
      return assumeRole(aws, call.input as Readonly<Record<string, unknown>>);
    return answerAs(aws, tag, call);
  });
