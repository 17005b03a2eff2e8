import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import type { OwnStack } from '../../src/services/owner.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { draftIssue, madeBy, namedIn, tasksOf, type Row } from './joined-issue.ts';
import { sure, taken } from './samples.ts';

const CLUSTER: Row = ['AWS::EKS::Cluster', { name: 'shop', version: '1.34' }];
const NODES: Row = [
  'AWS::EKS::Nodegroup',
  { name: 'workers', cluster: 'shop', minSize: 3, maxSize: 6 },
];
const withSubnets = ([type, parameters]: Row): Row => [
  type,
  { ...parameters, subnets: ['subnet-1', 'subnet-2'] },
];
const addon = (name: string): Row => ['AWS::EKS::Addon', { name, cluster: 'shop' }];

const subnet = (id: string, zone: string) => ({
  id,
  name: '',
  vpcId: 'vpc-0333aaaa1111bbbb0',
  zone,
  isPrivate: true,
  givesPublicIp: false,
});

const NOTHING: JsonObject = {
  ownStack: null,
  owner: { owner: 'nobody' },
  properties: null,
  exists: false,
  version: '',
  status: '',
  role: null,
  addons: [],
};

const named = (name: string, more: JsonObject): JsonObject => ({
  ...NOTHING,
  name,
  identifier: name,
  ...more,
});

const FACTS: Readonly<Record<string, (name: string) => JsonObject>> = {
  'AWS::EKS::Cluster': (name) =>
    named(name, {
      nodegroups: [],
      vpcs: [{ id: 'vpc-0333aaaa1111bbbb0', name: '', isDefault: true, cidr: '10.30.0.0/16' }],
      subnets: [subnet('subnet-1', 'us-east-1a'), subnet('subnet-2', 'us-east-1b')],
    }),
  'AWS::EKS::Nodegroup': (name) =>
    named(name, { cluster: 'shop', clusterVersion: '', clusterSubnets: [], nodes: null }),
  'AWS::EKS::Addon': (name) => named(name, { cluster: 'shop', clusterVersion: '', nodegroups: 0 }),
};

const drafted = (rows: readonly Row[], tier: Tier, own?: OwnStack) => {
  const stack = own as unknown as JsonObject;
  const there = { exists: true, owner: { owner: 'ours', stack, logicalId: 'ShopCluster' } };
  const tasks = tasksOf(rows).map((task, index) => ({
    ...task,
    dependencies: index === 0 ? [] : [taskId(1)],
  }));
  const facts = tasks.map(({ id, resourceType, parameters }, index) => [
    id,
    {
      ...sure(FACTS[resourceType])(namedIn([resourceType, parameters])),
      ...(own === undefined ? {} : there),
      // Only the stack that the first task names is there.
      ...(own === undefined || index > 0 ? {} : { ownStack: stack }),
    },
  ]);
  return taken(draftIssue(tasks, Object.fromEntries(facts), tier));
};

const stacksOf = (plan: ReturnType<typeof drafted>): readonly DeployDraft[] =>
  plan.steps.flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft] : []));

const ofType = ({ template }: DeployDraft, type: string) =>
  Object.entries(template.Resources).filter(([, one]) => one.Type === type);

const addonsOf = (stack: DeployDraft): readonly unknown[] =>
  ofType(stack, 'AWS::EKS::Addon').map(([, one]) => one.Properties?.['AddonName']);

describe('a cluster that is asked for alone', () => {
  it.each<readonly [Tier, number, readonly string[]]>([
    ['development', 0, []],
    ['staging', 1, ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent']],
    [
      'production',
      1,
      ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'amazon-cloudwatch-observability'],
    ],
  ])('in %s has %i node groups of its own', (tier, groups, addons) => {
    const plan = drafted([CLUSTER], tier);
    const [stack] = stacksOf(plan);
    expect(ofType(sure(stack), 'AWS::EKS::Nodegroup')).toHaveLength(groups);
    expect(addonsOf(sure(stack))).toEqual(addons);
    const said = plan.deviations.some(({ planned }) => planned.includes('2 to 4 managed nodes'));
    expect(said).toBe(groups > 0);
  });

  it.each<readonly [Tier, readonly Row[], boolean]>([
    ['staging', [CLUSTER], false],
    ['production', [CLUSTER], true],
    ['production', [CLUSTER, addon('amazon-cloudwatch-observability')], false],
  ])('in %s says of Container Insights that it comes unasked: %#', (tier, rows, isSaid) => {
    const { deviations } = drafted(rows, tier);
    expect(deviations.some(({ because }) => because.includes('cost by use'))).toBe(isSaid);
  });

  it('gives pods addresses and roles first, then nodes, then what runs on them', () => {
    const [stack] = stacksOf(drafted([CLUSTER], 'production'));
    const { Resources } = sure(stack).template;
    expect(Resources['ShopClusterNodes']?.DependsOn).toEqual([
      'ShopClusteramazoncloudwatchobservabilityIdentity',
      'ShopClusterekspodidentityagent',
      'ShopClusterkubeproxy',
      'ShopClustervpccni',
      'ShopClustervpccniIdentity',
    ]);
    expect(Resources['ShopClusteramazoncloudwatchobservability']?.DependsOn).toContain(
      'ShopClusterNodes',
    );
    expect(Resources['ShopClustervpccni']?.DependsOn).toBeUndefined();
  });

  it('lets one service account of this cluster take a role, and no other pod', () => {
    const [stack] = stacksOf(drafted([CLUSTER], 'staging'));
    const role = sure(stack).template.Resources['ShopClustervpccniRole'];
    expect(JSON.stringify(role?.Properties?.['AssumeRolePolicyDocument'])).toContain(
      '"aws:RequestTag/eks-cluster-name":"shop","aws:RequestTag/kubernetes-namespace":"kube-system",' +
        '"aws:RequestTag/kubernetes-service-account":"aws-node"',
    );
  });
});

describe('a cluster, its nodes and its add-ons in one issue', () => {
  const ROWS = [CLUSTER, NODES, addon('coredns'), addon('vpc-cni')];

  it.each<readonly [Tier, number]>([
    ['development', 4],
    ['staging', 1],
    ['production', 1],
  ])('in %s are %i stacks', (tier, count) => {
    const rows = tier === 'development' ? [CLUSTER, withSubnets(NODES), ...ROWS.slice(2)] : ROWS;
    expect(stacksOf(drafted(rows, tier))).toHaveLength(count);
  });

  it('are the nodes and add-ons that were asked for, and none twice', () => {
    const plan = drafted(ROWS, 'production');
    const stack = sure(stacksOf(plan)[0]);
    expect(ofType(stack, 'AWS::EKS::Nodegroup')).toMatchObject([
      [
        'WorkersNodes',
        {
          Properties: {
            ClusterName: { Ref: 'ShopCluster' },
            Subnets: ['subnet-1', 'subnet-2'],
            ScalingConfig: { MinSize: 3 },
          },
          DependsOn: expect.arrayContaining(['VpcCniAddon']) as unknown,
        },
      ],
    ]);
    expect(addonsOf(stack)).toEqual([
      'coredns',
      'vpc-cni',
      'kube-proxy',
      'eks-pod-identity-agent',
      'amazon-cloudwatch-observability',
    ]);
    expect(stack.template.Resources['CorednsAddon']?.DependsOn).toContain('WorkersNodes');
    expect(plan.deviations.some(({ planned }) => planned.includes('managed nodes'))).toBe(false);
  });

  it('are planned again to nothing once they are made', () => {
    const own = madeBy(sure(stacksOf(drafted(ROWS, 'production'))[0]));
    const again = drafted(ROWS, 'production', own);
    expect(again.steps).toEqual([]);
  });
});
