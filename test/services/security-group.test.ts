import { describe, expect, it } from 'vitest';
import { NEVER_OPEN } from '../../src/services/security-group/open-ports.ts';
import { draftGroup } from '../../src/services/security-group/draft.ts';
import { readGroupFacts } from '../../src/services/security-group/facts.ts';
import type { GroupFacts } from '../../src/services/security-group/facts-schema.ts';
import type { MutationTask, MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import {
  answer,
  contextFor,
  NOBODY,
  ownStack,
  readerOf,
  taken,
  taskOf,
  type ContextOptions,
} from './samples.ts';

const TYPE = 'AWS::EC2::SecurityGroup';
const ID = 'sg-0a11b22c33d44e55f';
const VPC = { id: 'vpc-0123456789abcdef0', name: 'main', isDefault: true };

const ask = (taskType: MutationType, parameters: TaskParameters): MutationTask =>
  taskOf(TYPE, taskType, parameters);

const RULE = {
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  CidrIp: '10.20.0.0/16',
  Description: 'Asked in acme/cloud/issues/42',
};

const one = (more: Partial<GroupFacts['found'][number]> = {}) => ({
  id: ID,
  identifier: ID,
  name: 'web',
  vpcId: VPC.id,
  isDefault: false,
  ...more,
});

const facts = (more: Partial<GroupFacts> = {}): GroupFacts => ({
  found: [one()],
  ownStack: null,
  owner: NOBODY,
  properties: { GroupDescription: 'web', VpcId: VPC.id, SecurityGroupIngress: [RULE] },
  users: [],
  vpcs: [],
  prefixList: null,
  ...more,
});

const create = (parameters: TaskParameters, options: ContextOptions = {}) =>
  draftGroup(
    contextFor(ask('CreateResource', { name: 'web', ...parameters }), options),
    facts({ found: [], properties: null, vpcs: [VPC] }),
  );

const update = (parameters: TaskParameters, more: Partial<GroupFacts> = {}) =>
  draftGroup(contextFor(ask('UpdateResource', { id: ID, ...parameters })), facts(more));

const groupIn = (decided: ReturnType<typeof create>): JsonObject => {
  const [step] = taken(decided).steps;
  if (step?.kind !== 'deploy') throw new Error('no stack');
  return Object.values(step.template.Resources)[0]?.Properties ?? {};
};

describe('a new group', () => {
  it('lets nothing in by itself, and is in the default VPC', () => {
    const group = groupIn(create({}));
    expect(group).toMatchObject({ GroupName: 'web', VpcId: VPC.id });
    expect(group['SecurityGroupIngress']).toBeUndefined();
  });

  it('has the one rule that was asked for, with where it was asked', () => {
    const group = groupIn(create({ port: 443, protocol: 'tcp', cidr: '10.20.0.0/16' }));
    expect(group['SecurityGroupIngress']).toEqual([RULE]);
  });

  it('lets out only what updates need from staging up', () => {
    const group = groupIn(create({}, { tier: 'staging' }));
    expect(group['SecurityGroupEgress']).toMatchObject([{ FromPort: 443 }, { FromPort: 80 }]);
  });

  it('has its name for itself in its VPC, and not in another', () => {
    const task = ask('CreateResource', { name: 'web' });
    const here = draftGroup(contextFor(task), facts({ vpcs: [VPC] }));
    expect(here).toMatchObject({ refusal: { code: 'name-taken' } });
    const elsewhere = facts({ found: [one({ vpcId: 'vpc-0fedcba9876543210' })], vpcs: [VPC] });
    expect(draftGroup(contextFor(task), elsewhere).ok).toBe(true);
  });

  it('is asked about where several VPCs could be meant', () => {
    const vpcs = [
      { ...VPC, isDefault: false },
      { id: 'vpc-2', name: '', isDefault: false },
    ];
    const asked = draftGroup(
      contextFor(ask('CreateResource', { name: 'web' })),
      facts({ found: [], vpcs }),
    );
    expect(asked).toMatchObject({ refusal: { code: 'missing-field' } });
  });
});

describe('what is never opened', () => {
  const worlds = ['0.0.0.0/0', '::/0', '128.0.0.0/1', '2000::/3'];
  const rows = NEVER_OPEN.flatMap((port) => worlds.map((cidr) => [port, cidr] as const));

  it.each(rows)('E62 port %s to %s', (port, cidr) => {
    expect(create({ port, cidr })).toMatchObject({ refusal: { code: 'never-do' } });
    expect(update({ port, cidr })).toMatchObject({ refusal: { code: 'never-do' } });
  });

  it.each<readonly [string, TaskParameters, string]>([
    ['a range that covers one', { port: '20-25', cidr: '0.0.0.0/0' }, 'in to 22'],
    ['every port', { port: '0-65535', cidr: '::/0' }, 'in to 22, 3389'],
    ['every protocol from the world', { protocol: 'all', cidr: '0.0.0.0/0' }, 'every protocol'],
    ['every protocol from anywhere', { protocol: 'all', cidr: '10.0.0.0/8' }, 'every protocol'],
  ])('%s', (_name, parameters, because) => {
    const decided = update(parameters);
    expect(decided).toMatchObject({ refusal: { code: 'never-do' } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(because);
  });

  const LIST = 'pl-0a11b22c33d44e55f';
  it.each<readonly [string, readonly string[] | null, string]>([
    ['holds the world', ['10.0.0.0/8', '0.0.0.0/0'], 'never-do'],
    ['holds the world of IPv6', ['::/0'], 'never-do'],
    ['can not be read', null, 'target-not-found'],
    ['is empty, so that anything may come', [], 'target-not-found'],
    ['holds private addresses only', ['10.0.0.0/8'], ''],
  ])('a port to a prefix list that %s', (_name, ranges, code) => {
    const prefixList = { id: LIST, ranges: ranges === null ? null : [...ranges] };
    const decided = update({ port: 22, source: LIST }, { prefixList });
    expect(decided.ok ? '' : decided.refusal.code).toBe(code);
  });

  it.each<readonly [string, TaskParameters]>([
    ['443 to the world', { port: 443, cidr: '0.0.0.0/0' }],
    ['22 to a private range', { port: 22, cidr: '10.20.0.0/16' }],
    ['3306 to a group', { port: 3306, source: 'sg-0fedcba9876543210' }],
    ['ping', { protocol: 'icmp', cidr: '10.0.0.0/8' }],
  ])('but %s may be', (_name, parameters) => {
    expect(update(parameters).ok).toBe(true);
  });
});

describe('a rule', () => {
  it('is added through Cloud Control, with before and after', () => {
    const [step] = taken(update({ port: '8000-8100', cidr: '10.30.0.0/16' })).steps;
    expect(step).toMatchObject({
      kind: 'change',
      operationClass: 'sensitive',
      summary: `change SecurityGroupIngress of ${ID}: authorize tcp 8000-8100 from 10.30.0.0/16`,
      changes: [{ properties: [{ before: [RULE], after: [RULE, { FromPort: 8000 }] }] }],
    });
  });

  it('that is there already changes nothing, whatever is said of it', () => {
    expect(taken(update({ port: 443, cidr: '10.20.0.0/16' })).steps).toEqual([]);
  });

  it('is revoked even where it should never have been there', () => {
    const open = { IpProtocol: '6', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' };
    const properties = { SecurityGroupIngress: [RULE, open] };
    const revoke = { action: 'revoke', port: 22, cidr: '0.0.0.0/0' };
    const [step] = taken(update(revoke, { properties })).steps;
    expect(step).toMatchObject({ changes: [{ properties: [{ after: [RULE] }] }] });
  });

  it('lets out where the request says so', () => {
    const out = { direction: 'egress', port: 443, source: 'sg-0fedcba9876543210' };
    const [step] = taken(update(out)).steps;
    expect(step).toMatchObject({
      changes: [
        {
          properties: [
            {
              path: '/Properties/SecurityGroupEgress',
              after: [{ DestinationSecurityGroupId: 'sg-0fedcba9876543210' }],
            },
          ],
        },
      ],
    });
  });

  it('of a stack of ours is written in its template', () => {
    const stack = ownStack(
      { Resources: { WebGroup: { Type: TYPE, Properties: { VpcId: VPC.id } } } },
      { resources: [{ logicalId: 'WebGroup', type: TYPE, physicalId: ID }] },
    );
    const owner = { owner: 'ours', logicalId: 'WebGroup', stack } as const;
    const [step] = taken(update({ port: 443, cidr: '10.20.0.0/16' }, { owner })).steps;
    expect(step).toMatchObject({
      kind: 'deploy',
      template: { Resources: { WebGroup: { Properties: { SecurityGroupIngress: [RULE] } } } },
    });
  });

  it.each<readonly [string, TaskParameters, Partial<GroupFacts>, string]>([
    ['without addresses', { port: 443 }, {}, 'names no addresses'],
    ['without a port', { cidr: '10.0.0.0/8' }, {}, 'names no port'],
    ['past the last port', { port: 70_000, cidr: '10.0.0.0/8' }, {}, 'names no port'],
    ['from end to beginning', { port: '90-80', cidr: '10.0.0.0/8' }, {}, 'names no port'],
    ['of no range', { port: 443, cidr: '10.20.1.7/16' }, {}, 'no range of addresses'],
    ['of half an address', { port: 443, cidr: '10.20/16' }, {}, 'no range of addresses'],
    ['of no IPv6 range', { port: 443, cidr: '1::2::3/64' }, {}, 'no range of addresses'],
    [
      'that is not there to be revoked',
      { action: 'revoke', port: 22, cidr: '0.0.0.0/0' },
      {},
      'it has `tcp 443 from 10.20.0.0/16`',
    ],
    ['that is not named', { action: 'revoke' }, {}, 'Which rule is meant'],
    [
      'of a group that is not there',
      { port: 443, cidr: '10.0.0.0/8' },
      { found: [] },
      'no security group',
    ],
    [
      'of one of two groups of a name',
      { port: 443, cidr: '10.0.0.0/8' },
      { found: [one(), one({ id: 'sg-0a11b22c33d44e560' })] },
      'Several security groups',
    ],
    [
      'of a group of another stack',
      { port: 443, cidr: '10.0.0.0/8' },
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'belongs to the stack `shop`',
    ],
    [
      'of the default group',
      { port: 443, cidr: '10.0.0.0/8' },
      { found: [one({ name: 'default', isDefault: true })] },
      'whatever names no group',
    ],
  ])('%s is refused', (_name, parameters, more, because) => {
    const decided = update(parameters, more);
    expect(decided.ok ? '' : decided.refusal.because).toContain(because);
  });
});

describe('the end of a group', () => {
  const remove = (more: Partial<GroupFacts> = {}) =>
    draftGroup(contextFor(ask('DeleteResource', { id: ID })), facts(more));

  it('is a deletion through Cloud Control where nobody uses it', () => {
    expect(taken(remove()).steps).toMatchObject([
      { kind: 'change', action: 'delete', operationClass: 'sensitive' },
    ]);
  });

  it('is refused with the name of everybody who uses it', () => {
    const users = ['`eni-1` (instance i-1)', 'a rule of `sg-2`'];
    const decided = remove({ users: users.map((words) => ({ words, is: [] })) });
    expect(decided).toMatchObject({ refusal: { code: 'still-in-use' } });
    expect(decided.ok ? '' : decided.refusal.because).toContain(users.join(', '));
  });

  it('never comes for the default group', () => {
    const found = [one({ name: 'default', isDefault: true })];
    expect(remove({ found })).toMatchObject({ refusal: { code: 'aws-refused' } });
  });

  it('finds interfaces and the rules of other groups', async () => {
    const reader = readerOf({
      'EC2.DescribeSecurityGroups': (call) =>
        answer({
          SecurityGroups: JSON.stringify(call.input).includes('ip-permission.group-id')
            ? [{ GroupId: 'sg-2' }, { GroupId: ID }]
            : [{ GroupId: ID, GroupName: 'web', VpcId: VPC.id }],
        }),
      'EC2.DescribeNetworkInterfaces': answer({
        NetworkInterfaces: [
          {
            NetworkInterfaceId: 'eni-1',
            Attachment: { InstanceId: 'i-1', DeleteOnTermination: true },
          },
          { NetworkInterfaceId: 'eni-2', Description: 'ELB app/shop/1', RequesterManaged: true },
        ],
      }),
    });
    const context = contextFor(ask('DeleteResource', { id: ID }));
    const { users } = await readGroupFacts(context, reader);
    expect(users.map(({ words, is }) => [words, ...is.map(({ id }) => id)])).toEqual([
      ['`eni-1` (instance i-1)', 'eni-1', 'i-1'],
      [
        '`eni-2` (ELB app/shop/1)',
        'arn:aws:elasticloadbalancing:us-east-1:333333333333:loadbalancer/app/shop/1',
      ],
      ['a rule of `sg-2`', 'sg-2'],
    ]);
  });
});
