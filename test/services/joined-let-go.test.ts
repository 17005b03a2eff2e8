import { describe, expect, it } from 'vitest';
import type { StepDraft } from '../../src/plan/step.ts';
import { draftPartsGone } from '../../src/services/joined/leave.ts';
import { needsOfDeploy } from '../../src/services/needs.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { deleted, resourcesIn, stackOf, type Gone } from './joined-gone.ts';
import { draftIssue, madeBy, tasksOf, type Row } from './joined-issue.ts';
import { account, contextFor, sure, taken, taskOf } from './samples.ts';

const deployIn = (steps: readonly StepDraft[]) => {
  const step = steps.at(-1);
  if (step?.kind !== 'deploy') throw new Error(step?.kind);
  return step;
};
describe('what waited for something only while it was made', () => {
  const NETWORK = { id: 'vpc-0333aaaa1111bbbb0', name: '', isDefault: true, cidr: '10.30.0.0/16' };
  const subnet = (id: string, zone: string): JsonObject => ({
    id,
    name: '',
    vpcId: NETWORK.id,
    zone,
    isPrivate: true,
    givesPublicIp: false,
  });
  const THERE: JsonObject = {
    ownStack: null,
    owner: { owner: 'nobody' },
    properties: null,
    exists: false,
    version: '',
    status: '',
    role: null,
    addons: [],
    vpcs: [NETWORK],
    subnets: [subnet('subnet-1', 'us-east-1a'), subnet('subnet-2', 'us-east-1b')],
    cluster: 'shop',
    clusterVersion: '',
    clusterSubnets: [],
    nodes: null,
  };
  const nodes = (name: string): Row => [
    'AWS::EKS::Nodegroup',
    { name, cluster: 'shop', minSize: 3, maxSize: 6 },
  ];
  const rows: readonly Row[] = [
    ['AWS::EKS::Cluster', { name: 'shop', version: '1.34' }],
    nodes('blue'),
    nodes('green'),
    ['AWS::EKS::Addon', { name: 'coredns', cluster: 'shop' }],
  ];
  const tasks = tasksOf(rows).map((one, at) => ({
    ...one,
    dependencies: at === 0 ? [] : [taskId(1)],
  }));
  const facts = Object.fromEntries(
    tasks.map(({ id, parameters, resourceType }) => {
      const name = sure(parameters['name']) as string;
      const nodegroups = resourceType === 'AWS::EKS::Addon' ? 0 : [];
      return [id, { ...THERE, name, identifier: name, nodegroups }];
    }),
  );
  const { steps } = taken(draftIssue(tasks, facts, 'staging'));
  const stack = madeBy(deployIn(steps.map(({ draft }) => draft)));

  it('waits for what stays, and is no reason to keep what goes', () => {
    const type: AwsResourceType = 'AWS::EKS::Nodegroup';
    const before = resourcesIn(stack).Resources;
    const idOf = (name: string): string =>
      sure(
        Object.keys(before).find(
          (id) => before[id]?.Type === type && before[id].Properties?.['NodegroupName'] === name,
        ),
      );
    const [blue, green] = [idOf('blue'), idOf('green')];
    const waiting = Object.keys(before).filter((id) => before[id]?.DependsOn?.includes(blue));
    expect(waiting).not.toEqual([]);
    const context = contextFor(taskOf(type, 'DeleteResource', { name: 'blue', cluster: 'shop' }), {
      tier: 'staging',
    });
    const inverse = { reversibility: 'irreversible', summary: '' } as const;
    const after = deployIn(
      taken(
        draftPartsGone(context, stack, { targets: [blue], inverse, words: 'node group `blue`' }),
      ).steps,
    ).template.Resources;
    expect(after[blue]).toBeUndefined();
    for (const id of waiting) {
      expect(after[id]?.DependsOn).toContain(green);
      expect(after[id]?.DependsOn).not.toContain(blue);
      expect({ ...after[id], DependsOn: [] }).toEqual({ ...before[id], DependsOn: [] });
    }
  });
});

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const zone = (letter: string, part: number): Row => [
  'AWS::EC2::Subnet',
  {
    name: `ledger-${letter}`,
    vpc: 'ledger',
    cidr: `10.44.${part}.0/24`,
    availabilityZone: `us-east-1${letter}`,
  },
];
const gone = (letter: string): Gone => ['AWS::EC2::Subnet', `ledger-${letter}`];
const tier = 'production';

describe('an endpoint that its network brought', () => {
  const stack = stackOf([VPC, zone('a', 1), zone('b', 2), zone('c', 3)], tier);
  const before = resourcesIn(stack).Resources;
  const endpoints = Object.keys(before).filter(
    (id) => before[id]?.Type === 'AWS::EC2::VPCEndpoint' && before[id].Properties?.['SubnetIds'],
  );
  const endpoint = sure(endpoints[0]);
  const leaving = (...letters: readonly string[]) =>
    taken(deleted(stack, letters.map(gone), { tier })).steps.map(({ draft }) => draft);

  it('leaves a subnet that goes', () => {
    const after = deployIn(leaving('b')).template.Resources;
    for (const id of endpoints)
      expect(after[id]?.Properties?.['SubnetIds']).toEqual([
        { Ref: 'LedgerASubnet' },
        { Ref: 'LedgerCSubnet' },
      ]);
  });

  it('leaves all but one', () => {
    const after = deployIn(leaving('b', 'a')).template.Resources;
    expect(after[endpoint]?.Properties?.['SubnetIds']).toEqual([{ Ref: 'LedgerCSubnet' }]);
  });

  it('keeps the last one, and says that only the whole goes', () => {
    const all = deleted(stack, ['a', 'b', 'c'].map(gone), { tier });
    const refusal = sure(all.ok ? undefined : all.refusal);
    expect(refusal.code).toBe('still-in-use');
    expect(refusal.next).toBe(
      'The stack was made with that, and it goes only with all that stands there: leave this ' +
        'where it is, or ask for the deletion of what the stack is named for.',
    );
  });

  it('is changed with rights to that', () => {
    const draft = deployIn(leaving('b'));
    const change = {
      action: 'change',
      logicalId: endpoint,
      type: 'AWS::EC2::VPCEndpoint',
      physicalId: 'vpce-0123456789abcdef0',
      ownerAgent: 'BillGates',
      properties: [{ path: '/Properties/SubnetIds', recreation: 'Never' }],
      losesData: false,
      isSensitive: false,
      isConditional: false,
    };
    const needs = needsOfDeploy({ draft, account: account(), changes: [change as never] });
    expect(needs.map(({ action }) => action)).toContain('ec2:ModifyVpcEndpoint');
  });

  const row = sure(stack.resources.find(({ logicalId }) => logicalId === endpoint));
  const interfaceOf = (id: string): JsonObject => ({
    words: 'its interface',
    is: [{ type: 'AWS::EC2::VPCEndpoint', id, accountId: '333333333333', region: 'us-east-1' }],
  });

  it.each<readonly [string, string, string | undefined]>([
    ['one of the stack', row.physicalId, undefined],
    ['one of another', 'vpce-0fffffffffffffff0', 'still-in-use'],
  ])('stands in a subnet by an interface: %s', (_name, id, code) => {
    const drafted = deleted(stack, [gone('b')], { tier, users: [interfaceOf(id)] });
    expect(drafted.ok ? undefined : drafted.refusal.code).toBe(code);
  });
});
