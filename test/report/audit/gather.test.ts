import { describe, expect, it } from 'vitest';
import type { AuditReport } from '../../../src/report/audit/audit-report.ts';
import { gatherAudit, type AuditAsk } from '../../../src/report/audit/gather/gather.ts';
import { AUDIT_SOURCES, isAudited } from '../../../src/report/audit/gather/sources.ts';
import { allServices } from '../../../src/services/registry.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../../../src/services/aws-reader.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';
import { accepted, refused } from '../../../src/task/refusal.ts';
import { isReadCall } from '../../../src/aws/read-operations.ts';
import type { ClientName } from '../../../src/aws/client-table.ts';
import { loadBaselines } from '../../review/judging.ts';
import { account, config } from '../../services/samples.ts';

const baselines = loadBaselines();
const NOW = new Date('2026-11-20T17:00:00Z');
const HOME = 'us-east-1' as Region;

const NO: Readonly<Record<string, string>> = {
  GetPublicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  GetBucketPolicy: 'NoSuchBucketPolicy',
  GetBucketTagging: 'NoSuchTagSet',
  GetBucketLifecycleConfiguration: 'NoSuchLifecycleConfiguration',
  GetBucketWebsite: 'NoSuchWebsiteConfiguration',
};

const no = (code: string, httpStatus = 404): ReadAnswer => ({
  ok: false,
  code,
  httpStatus,
  message: code,
});

const yes = (output: object): ReadAnswer => ({ ok: true, output });

/** What a test says of one call; undefined leaves it to what an empty account says. */
type Say = (call: ReadCall, accountId: string) => ReadAnswer | undefined;

const reader = (accountId: AccountId, say: Say, calls: ReadCall[]): AwsReader => ({
  accountId,
  read: async (call) => {
    calls.push(call);
    const said = say(call, accountId);
    if (said !== undefined) return said;
    const missing = NO[call.operation];
    return missing === undefined ? yes({}) : no(missing);
  },
});

const buckets =
  (...names: readonly string[]): Say =>
  ({ operation }) =>
    operation === 'ListBuckets' ? yes({ Buckets: names.map((Name) => ({ Name })) }) : undefined;

const both =
  (...says: readonly Say[]): Say =>
  (call, accountId) => {
    for (const say of says) {
      const said = say(call, accountId);
      if (said !== undefined) return said;
    }
    return undefined;
  };

const deniedAt =
  (wanted: string): Say =>
  ({ operation }) =>
    operation === wanted ? no('AccessDenied', 403) : undefined;

const functions =
  (...names: readonly string[]): Say =>
  ({ operation, input }) => {
    const own = (FunctionName: unknown) => ({
      FunctionName,
      FunctionArn: `arn:aws:lambda:us-east-1:111122223333:function:${String(FunctionName)}`,
    });
    if (operation === 'ListFunctions') return yes({ Functions: names.map(own) });
    if (operation === 'GetFunctionConfiguration') return yes(own(input['FunctionName']));
    return ['GetResource', 'GetPolicy'].includes(operation)
      ? no('ResourceNotFoundException')
      : undefined;
  };

interface Role {
  readonly name: string;
  readonly policies: readonly string[];
  /** What it may do by a policy of its own. */
  readonly inline?: string;
}

const POLICY = 'arn:aws:iam::111122223333:policy/';

const described = (properties: object): ReadAnswer =>
  yes({ ResourceDescription: { Properties: JSON.stringify(properties) } });

const allowing = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const roles =
  (...all: readonly Role[]): Say =>
  ({ operation, input }) => {
    const listed = ({ name }: Role) => ({
      RoleName: name,
      Arn: `arn:aws:iam::111122223333:role/${name}`,
      Path: '/',
    });
    if (operation === 'ListRoles') return yes({ Roles: all.map(listed) });
    const role = all.find(({ name }) => name === input['Identifier']);
    if (operation !== 'GetResource' || role === undefined) return undefined;
    const ManagedPolicyArns = role.policies.map((one) => `${POLICY}${one}`);
    const Policies = role.inline === undefined ? [] : [{ PolicyDocument: allowing(role.inline) }];
    return described({ RoleName: role.name, ManagedPolicyArns, Policies });
  };

/** Policies by name: their actions, or `gone`; others are denied. */
const policies =
  (actions: Readonly<Record<string, string>>): Say =>
  ({ operation, input }) => {
    const { TypeName, Identifier } = input;
    if (operation !== 'GetResource' || TypeName !== 'AWS::IAM::ManagedPolicy') return undefined;
    const Action = actions[String(Identifier).slice(POLICY.length)];
    if (Action === undefined) return no('AccessDenied', 403);
    if (Action === 'gone') return no('ResourceNotFoundException');
    return described({ PolicyDocument: allowing(Action) });
  };

interface Run {
  readonly report: AuditReport;
  readonly calls: readonly ReadCall[];
}

const audit = async (say: Say, ask: Partial<AuditAsk> = {}): Promise<Run> => {
  const calls: ReadCall[] = [];
  const asked = {
    accounts: [account('sandbox')],
    regions: 'all' as const,
    resourceType: 'AWS::S3::Bucket',
    baselines,
    config,
    now: NOW,
    ...ask,
  };
  const report = await gatherAudit(asked, async (id) => accepted(reader(id, say, calls)));
  return { report, calls };
};

const inAccount = (id: string, name: string) => ({
  ...account('sandbox'),
  id: id as AccountId,
  name,
});

describe('an audit', () => {
  it('of nothing finds nothing', async () => {
    const { report } = await audit(buckets());
    expect(report).toMatchObject({ findings: [], accounts: 1, accountsSeen: 1, looked: {} });
  });

  it('names what fails, the worst first', async () => {
    const { report } = await audit(buckets('b', 'a'));
    expect(report.findings.map(({ severity, item, id }) => `${severity} ${item} ${id}`)).toEqual([
      'Critical S3-01 a',
      'Critical S3-01 b',
      'High S3-02 a',
      'High S3-04 a',
      'High S3-02 b',
      'High S3-04 b',
    ]);
    expect(report.counts).toEqual({ Critical: 2, High: 4, Medium: 0, Low: 0 });
    expect(report.looked).toEqual({ buckets: 2 });
  });

  it('never passes a bucket that may not be read', async () => {
    const denied: Say = ({ operation, input }) =>
      operation === 'GetBucketEncryption' && input['Bucket'] === 'a'
        ? no('AccessDenied', 403)
        : undefined;
    const { report } = await audit(both(denied, buckets('a', 'b')));
    expect(report.notRead).toMatchObject([{ id: 'a', because: 'the read was denied' }]);
    expect(report.findings.every(({ id }) => id === 'b')).toBe(true);
    expect(report.looked).toEqual({ buckets: 1 });
  });

  it('leaves open what rests on a policy that may not be read', async () => {
    const denied: Say = ({ operation }) =>
      operation === 'GetBucketPolicy' ? no('AccessDenied', 403) : undefined;
    const { report } = await audit(both(denied, buckets('a')));
    expect(report.notKnown).toContainEqual({
      item: 'S3-03',
      because: 'a policy can not be resolved: not read: AWS::S3::BucketPolicy',
      count: 1,
    });
  });

  it.each<readonly [string, Say, string, string, string]>([
    [
      'a bucket',
      both(deniedAt('GetBucketPolicy'), buckets('a')),
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy could not be read, of a',
      'S3-03',
    ],
    [
      'who may invoke a function',
      both(deniedAt('GetPolicy'), functions('f', 'g')),
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission could not be read, of f, g',
      'LAMBDA-21',
    ],
    [
      'the addresses of a function',
      both(deniedAt('ListFunctionUrlConfigs'), functions('f')),
      'AWS::Lambda::Function',
      'AWS::Lambda::Url could not be read, of f',
      'LAMBDA-10',
    ],
    [
      'a policy of a role that may not be read',
      both(policies({}), roles({ name: 'r', policies: ['wide'] })),
      'AWS::IAM::Role',
      'AWS::IAM::ManagedPolicy could not be read, of r',
      'IAM-01',
    ],
    [
      'a policy of a role that is not found',
      both(policies({ wide: 'gone' }), roles({ name: 'r', policies: ['wide'] })),
      'AWS::IAM::Role',
      'AWS::IAM::ManagedPolicy could not be read, of r',
      'IAM-01',
    ],
  ])('names as not seen: %s', async (_, say, resourceType, because, item) => {
    const { report } = await audit(say, { resourceType, accounts: [account('staging')] });
    expect(report.notSeen.map((one) => one.because)).toEqual([because]);
    expect(report.accountsSeen).toBe(0);
    expect(report.notRead).toEqual([]);
    expect(report.notKnown.map((one) => one.item)).toContain(item);
  });

  it.each<readonly [string, readonly Role[], readonly string[]]>([
    [
      'two roles that share it',
      [
        { name: 'a', policies: ['wide'] },
        { name: 'b', policies: ['wide'] },
      ],
      ['a', 'b'],
    ],
    [
      'a role beside one of this application',
      [
        { name: 'AwsCoworkerReader', policies: ['wide'] },
        { name: 'r', policies: ['wide'] },
      ],
      ['AwsCoworkerReader', 'r'],
    ],
    [
      'one of this application whose own failure is accepted',
      [{ name: 'AwsCoworkerReader', policies: ['wide'], inline: '*' }],
      ['AwsCoworkerReader'],
    ],
    ['a role with two', [{ name: 'r', policies: ['wide', 'wider'] }], ['r', 'r']],
  ])('counts a wide policy of %s', async (_, all, named) => {
    const say = both(policies({ wide: 's3:*', wider: 's3:*' }), roles(...all));
    const { report } = await audit(say, { resourceType: 'AWS::IAM::Role' });
    const wide = report.findings.filter(
      ({ item, detail }) => item === 'IAM-02' && detail.startsWith(`${POLICY}wide`),
    );
    expect(wide.map(({ id }) => id)).toEqual(named);
  });

  it('leaves out a bucket that went away meanwhile', async () => {
    const gone: Say = ({ input }) => (input['Bucket'] === 'a' ? no('NoSuchBucket') : undefined);
    const { report } = await audit(both(gone, buckets('a')));
    expect(report).toMatchObject({ findings: [], notRead: [], looked: {} });
  });

  it('names an account whose session does not open, and judges the others', async () => {
    const calls: ReadCall[] = [];
    const accounts = [inAccount('111111111111', 'a'), inAccount('222222222222', 'b')];
    const ask = { accounts, regions: 'all', baselines, config, now: NOW } as const;
    const report = await gatherAudit({ ...ask, resourceType: 'AWS::S3::Bucket' }, async (id) =>
      id === '111111111111'
        ? refused({ code: 'role-missing', because: 'there is no role', next: '' })
        : accepted(reader(id, buckets('x'), calls)),
    );
    expect(report).toMatchObject({ accounts: 2, accountsSeen: 1 });
    expect(report.notSeen).toEqual([
      { accountId: '111111111111', region: HOME, because: 'there is no role' },
    ]);
    expect(report.byAccount.map(({ accountId }) => accountId)).toEqual(['222222222222']);
  });

  it('names an account without a region', async () => {
    const { report } = await audit(buckets('a'), {
      accounts: [{ ...account('sandbox'), regions: [] }],
    });
    expect(report).toMatchObject({ accountsSeen: 0, notSeen: [{ accountId: account().id }] });
  });

  it('names a region that an account does not allow, where things are of a region', async () => {
    const regions = ['us-east-1', 'eu-west-1'] as Region[];
    const accounts = [
      { ...inAccount('111111111111', 'a'), regions },
      inAccount('222222222222', 'b'),
    ];
    const ask = { accounts, regions: ['eu-west-1'] as Region[] };
    const resourceType = 'AWS::EC2::SecurityGroup';
    const { report } = await audit(buckets(), { ...ask, resourceType });
    expect(report).toMatchObject({ accounts: 2, accountsSeen: 1 });
    const because = 'the region is not allowed in this account';
    expect(report.notSeen).toEqual([{ accountId: '222222222222', region: 'eu-west-1', because }]);
    const ofRoles = await audit(buckets(), { ...ask, resourceType: 'AWS::IAM::Role' });
    expect(ofRoles.report.notSeen).toEqual([]);
  });

  it('leaves out a stack that is none, and no stack whose deletion failed', async () => {
    const named = (status: string) => ({ StackName: status, StackId: status, StackStatus: status });
    const all = ['CREATE_COMPLETE', 'DELETE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE'];
    const Stacks = [...all, 'REVIEW_IN_PROGRESS'].map(named);
    const { report } = await audit(
      ({ operation }) => (operation === 'DescribeStacks' ? yes({ Stacks }) : undefined),
      { resourceType: 'AWS::CloudFormation::Stack', accounts: [account('production')] },
    );
    expect(report.looked).toEqual({ stacks: 2 });
  });

  it('names what it had no time for', async () => {
    const { report } = await audit(buckets('a'), { mayGoOn: () => false });
    expect(report).toMatchObject({
      accountsSeen: 0,
      notSeen: [{ title: 'buckets', because: 'there was no time left' }],
    });
  });

  it('keeps the worst where there is no room, and counts all', async () => {
    const { report } = await audit(buckets('a', 'b', 'c'), { mostKept: 4 });
    expect(report.findings.map(({ severity }) => severity)).toEqual([
      'Critical',
      'Critical',
      'Critical',
      'High',
    ]);
    expect(report).toMatchObject({ leftOut: 5, counts: { Critical: 3, High: 6 } });
  });

  it('reads no more than its rules look at', async () => {
    const { calls } = await audit(buckets('a'), { only: new Set(['S3-01']) });
    expect(calls.map(({ operation }) => operation)).toEqual([
      'ListBuckets',
      'GetPublicAccessBlock',
      'GetBucketPolicy',
    ]);
  });

  it('a global thing is looked at once, in the first region', async () => {
    const regions = ['us-east-1', 'eu-west-1'] as Region[];
    const accounts = [{ ...account('sandbox'), regions }];
    const { calls } = await audit(() => undefined, { accounts, resourceType: 'AWS::IAM::Role' });
    expect(calls.map(({ operation, region }) => `${operation} ${region}`)).toEqual([
      'ListRoles us-east-1',
    ]);
  });

  it('only reads, and nothing that people store', async () => {
    const { calls } = await audit(buckets('a'), {
      accounts: [account('production')],
      resourceType: '',
    });
    expect(calls).toEqual([]);
    const all: ReadCall[] = [];
    const ask = { accounts: [account('production')], regions: 'all', baselines } as const;
    await gatherAudit({ ...ask, config, now: NOW }, async (id) =>
      accepted(reader(id, buckets('a'), all)),
    );
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((call) => !isReadCall(call.client as ClientName, call))).toEqual([]);
  });
});

describe('what is audited', () => {
  it('is every registered type', () => {
    expect(allServices.filter(({ resourceType }) => !isAudited(resourceType))).toEqual([]);
  });

  it('has one title each', () => {
    expect(new Set(AUDIT_SOURCES.map(({ title }) => title)).size).toBe(AUDIT_SOURCES.length);
  });
});
