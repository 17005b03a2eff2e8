import { describe, expect, it } from 'vitest';
import { draftAddon } from '../../src/services/eks-addon/draft.ts';
import type { AddonFacts } from '../../src/services/eks-addon/facts-schema.ts';
import { draftEksCluster } from '../../src/services/eks-cluster/draft.ts';
import type { EksClusterFacts } from '../../src/services/eks-cluster/facts-schema.ts';
import { draftNodegroup } from '../../src/services/eks-nodegroup/draft.ts';
import type { NodegroupFacts } from '../../src/services/eks-nodegroup/facts-schema.ts';
import { nodegroupTable } from '../../src/services/eks-nodegroup/permissions.ts';
import { newVersionRefusal, stepRefusal } from '../../src/services/eks/versions.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { account, contextFor, DEV, NOBODY, REGION, taken, taskOf } from './samples.ts';

const VPC = 'vpc-0333aaaa1111bbbb0';

const subnet = (id: string, zone: string) => ({
  id,
  name: '',
  vpcId: VPC,
  zone,
  isPrivate: true,
  givesPublicIp: false,
});

const common = { ownStack: null, owner: NOBODY, properties: null } as const;

const facts = (more: Partial<EksClusterFacts> = {}): EksClusterFacts => ({
  ...common,
  name: 'shop',
  identifier: 'shop',
  exists: false,
  version: '',
  status: '',
  nodegroups: [],
  addons: [],
  role: null,
  vpcs: [{ id: VPC, name: '', isDefault: true, cidr: '10.30.0.0/16' }],
  subnets: [subnet('subnet-1', 'us-east-1a'), subnet('subnet-2', 'us-east-1b')],
  ...more,
});

const STANDING = facts({
  exists: true,
  version: '1.33',
  status: 'ACTIVE',
  properties: { Name: 'shop', Version: '1.33', ResourcesVpcConfig: { SubnetIds: ['subnet-1'] } },
});

const draft = (
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  seen: EksClusterFacts,
  options: { readonly tier?: Tier; readonly added?: readonly string[] } = {},
) => {
  const task = taskOf('AWS::EKS::Cluster', taskType, { name: 'shop', ...parameters });
  return draftEksCluster(contextFor(task, options), seen);
};

describe('a version of Kubernetes', () => {
  it.each<readonly [string, string, boolean]>([
    ['1.33', '1.33', true],
    ['1.33', '1.34', true],
    ['1.33', '1.35', false],
    ['1.33', '1.32', false],
    ['', '1.34', true],
  ])('goes from %s to %s: %s', (from, to, isTaken) => {
    expect(stepRefusal('shop', from, to) === undefined).toBe(isTaken);
  });

  it.each<readonly [string, boolean]>([
    ['1.34', true],
    ['1.32', true],
    ['1.31', false],
    ['latest', false],
  ])('%s is made: %s', (version, isMade) => {
    expect(newVersionRefusal(version) === undefined).toBe(isMade);
  });
});

describe('a new EKS cluster', () => {
  const ASKED = ['CreateResource', { version: '1.34' }] as const;

  it('is reached from inside only, keeps every log, and lets nobody in yet', () => {
    const { steps, deviations } = taken(draft(ASKED, facts()));
    expect(steps).toMatchObject([
      {
        template: {
          Resources: {
            ShopCluster: {
              Properties: {
                ResourcesVpcConfig: { EndpointPrivateAccess: true, EndpointPublicAccess: false },
                AccessConfig: { BootstrapClusterCreatorAdminPermissions: false },
                Logging: { ClusterLogging: { EnabledTypes: { length: 5 } } },
              },
            },
          },
        },
      },
    ]);
    expect(deviations.map(({ because }) => because).join(' ')).toContain('is it needed?');
  });

  it('encrypts secrets with a key of its own from staging up', () => {
    const { steps } = taken(draft(ASKED, facts(), { tier: 'staging' }));
    expect(JSON.stringify(steps)).toContain('"EncryptionConfig":[{"Provider":{"KeyArn"');
  });

  it.each<readonly [string, TaskParameters, Partial<EksClusterFacts>, string]>([
    ['no version', {}, {}, 'missing-field'],
    ['a version out of support', { version: '1.30' }, {}, 'malformed-value'],
    ['the world', { version: '1.34', publicCidrs: ['0.0.0.0/0'] }, {}, 'never-do'],
    ['half the world', { version: '1.34', publicCidrs: ['128.0.0.0/1'] }, {}, 'never-do'],
    ['no range', { version: '1.34', publicCidrs: ['office'] }, {}, 'malformed-value'],
    ['one zone', { version: '1.34', subnets: ['subnet-1'] }, {}, 'target-not-found'],
    ['a name that is taken', { version: '1.34' }, { exists: true }, 'name-taken'],
  ])('with %s is refused', (_name, parameters, more, code) => {
    expect(draft(['CreateResource', parameters], facts(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it.each(['EKS-03', 'EKS-05', 'EKS-07', 'EKS-09', 'EKS-16'])(
    'refuses %s where sessions are made',
    (item) => {
      expect(draft(ASKED, facts(), { added: [item] })).toMatchObject({
        ok: false,
        refusal: { code: 'no-route' },
      });
    },
  );
});

describe('an EKS cluster that exists', () => {
  it('is raised by a call where no stack owns it, which nothing takes back', () => {
    const seen = { ...STANDING, nodegroups: ['workers'] };
    const { steps, deviations } = taken(draft(['UpdateResource', { version: '1.34' }], seen));
    expect(steps).toMatchObject([
      { operation: 'eks:raise-version', inverse: { reversibility: 'irreversible' } },
    ]);
    expect(deviations[0]?.because).toBe('workers and the add-ons are raised after it');
  });

  it.each<readonly [string, TaskParameters, Partial<EksClusterFacts>, string]>([
    ['two minors up', { version: '1.35' }, {}, 'contradictory'],
    ['down', { version: '1.32' }, {}, 'contradictory'],
    ['while it is updated', { version: '1.34' }, { status: 'UPDATING' }, 'stack-not-ready'],
    ['to the world', { publicCidrs: ['0.0.0.0/0'] }, {}, 'never-do'],
    ['where there is none', { version: '1.34' }, { exists: false }, 'target-not-found'],
  ])('is not changed %s', (_name, parameters, more, code) => {
    expect(draft(['UpdateResource', parameters], { ...STANDING, ...more })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it.each<readonly [Partial<EksClusterFacts>, string]>([
    [{ nodegroups: ['workers'] }, 'the node group `workers`'],
    [{ addons: ['coredns', 'vpc-cni'] }, 'the add-ons `coredns`, `vpc-cni`'],
    [{ nodegroups: ['a'], addons: ['b'] }, 'the node group `a` and the add-on `b`'],
  ])('is not deleted while %j stand in it', (more, words) => {
    expect(draft(['DeleteResource', {}], { ...STANDING, ...more })).toMatchObject({
      ok: false,
      refusal: {
        code: 'stack-not-ready',
        because: `The cluster \`shop\` still holds ${words}.`,
      },
    });
  });
});

describe('a node group', () => {
  const group = (more: Partial<NodegroupFacts> = {}): NodegroupFacts => ({
    ...common,
    name: 'workers',
    identifier: 'shop/workers',
    exists: false,
    cluster: 'shop',
    clusterVersion: '1.33',
    clusterSubnets: ['subnet-1', 'subnet-2'],
    nodes: null,
    status: '',
    role: null,
    ...more,
  });
  const NODES = { min: 2, max: 4, desired: 2, version: '1.32' };
  const there = { exists: true, nodes: NODES, status: 'ACTIVE' } as const;

  it.each<readonly [string, MutationType, TaskParameters, Partial<NodegroupFacts>, string]>([
    [
      'of no cluster',
      'CreateResource',
      { minSize: 1, maxSize: 2 },
      { cluster: '' },
      'missing-field',
    ],
    [
      'of a cluster that is not there',
      'CreateResource',
      { minSize: 1, maxSize: 2 },
      { clusterVersion: '' },
      'target-not-found',
    ],
    ['without sizes', 'CreateResource', {}, {}, 'missing-field'],
    ['of more than the most', 'CreateResource', { minSize: 3, maxSize: 2 }, {}, 'contradictory'],
    [
      'newer than its cluster',
      'CreateResource',
      { minSize: 1, maxSize: 2, version: '1.34' },
      {},
      'contradictory',
    ],
    ['scaled past its most', 'UpdateResource', { desiredSize: 9 }, there, 'contradictory'],
    ['that goes back', 'UpdateResource', { version: '1.31' }, there, 'contradictory'],
    ['that is not there', 'DeleteResource', {}, {}, 'target-not-found'],
    [
      'that is being made',
      'UpdateResource',
      { desiredSize: 3 },
      { ...there, status: 'CREATING' },
      'stack-not-ready',
    ],
  ])('%s is refused', (_name, taskType, parameters, more, code) => {
    const task = taskOf('AWS::EKS::Nodegroup', taskType, { name: 'workers', ...parameters });
    expect(draftNodegroup(contextFor(task), group(more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it.each<readonly [Record<string, string>, string | undefined, string]>([
    [{ ClusterName: 'shop', NodegroupName: 'workers' }, undefined, 'shop/workers/*'],
    [{ ClusterName: '*', NodegroupName: 'workers' }, undefined, 'none/workers/*'],
    [{ ClusterName: 'shop', NodegroupName: '*' }, undefined, 'shop/aws-coworker-42-x-Thing-*/*'],
    [{}, 'shop/workers', 'shop/workers/*'],
  ])('of %j is bound to its own name', (properties, physicalId, expected) => {
    const arn = nodegroupTable.arnOf?.({
      type: 'AWS::EKS::Nodegroup',
      logicalId: 'Thing',
      action: 'create',
      properties,
      changedProperties: [],
      ...(physicalId === undefined ? {} : { physicalId }),
      account: account(),
      region: REGION,
      stackName: 'aws-coworker-42-x',
    });
    expect(arn).toBe(`arn:aws:eks:${REGION}:${DEV}:nodegroup/${expected}`);
  });
});

describe('an add-on', () => {
  const addon = (more: Partial<AddonFacts> = {}): AddonFacts => ({
    ...common,
    name: 'vpc-cni',
    identifier: 'shop|vpc-cni',
    exists: true,
    properties: { ClusterName: 'shop', AddonName: 'vpc-cni' },
    cluster: 'shop',
    clusterVersion: '1.33',
    nodegroups: 2,
    ...more,
  });
  const ask = (taskType: MutationType) =>
    contextFor(taskOf('AWS::EKS::Addon', taskType, { name: 'vpc-cni' }));

  it('that nodes need is deleted knowingly', () => {
    const { deviations } = taken(draftAddon(ask('DeleteResource'), addon()));
    expect(deviations).toMatchObject([{ asked: 'vpc-cni away' }]);
    const none = addon({ nodegroups: 0 });
    expect(taken(draftAddon(ask('DeleteResource'), none)).deviations).toEqual([]);
  });

  it.each<readonly [MutationType, Partial<AddonFacts>, string]>([
    ['CreateResource', { cluster: '' }, 'missing-field'],
    ['CreateResource', { clusterVersion: '' }, 'target-not-found'],
    ['CreateResource', {}, 'name-taken'],
    ['DeleteResource', { exists: false }, 'target-not-found'],
  ])('is refused to %s with %j', (taskType, more, code) => {
    expect(draftAddon(ask(taskType), addon(more))).toMatchObject({ ok: false, refusal: { code } });
  });
});
