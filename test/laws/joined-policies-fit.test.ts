import { describe, expect, it } from 'vitest';
import { withLinesApart } from '../../src/app/split-lines.ts';
import { compileSessionPolicy } from '../../src/execute/session-policy.ts';
import { changesOfTemplate } from '../../src/plan/changes.ts';
import type { DeployDraft, DeployStep } from '../../src/plan/step.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { serviceOf } from '../../src/services/registry.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { stepId, type PlanId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import {
  draftIssue,
  inputsOf,
  NOTHING_THERE,
  tasksOf,
  namedIn,
  type Row,
} from '../services/joined-issue.ts';
import {
  account,
  config,
  contextFor,
  DEV,
  readerOf,
  REGION,
  sure,
  taken,
} from '../services/samples.ts';
import { SAMPLES } from '../services/service-samples.ts';

const HASH = '0a1b5f3e-aaaa-bbbb-cccc-0123456789ab';
const CHANGE_SET = 'cw-0123456789abcdef0123456789abcdef';
const arn = (kind: string) => `arn:aws:cloudformation:${REGION}:${DEV}:${kind}/${HASH}`;

const handleOf = (stackName: string) =>
  ({
    planId: 'p1' as PlanId,
    stackName,
    accountId: DEV,
    region: REGION,
    changeSetName: CHANGE_SET,
    changeSetArn: arn(`changeSet/${CHANGE_SET}`),
    stackId: arn(`stack/${stackName}`),
    changeSetType: 'CREATE',
  }) as const;

/** What is there of a network: nothing, or what an issue before made. */
type Network = Readonly<Record<'vpcs' | 'subnets' | 'groups', readonly JsonObject[]>>;
const NONE: Network = { vpcs: [], subnets: [], groups: [] };
const VPC_ID = 'vpc-0123456789abcdef0';
const MADE: Network = {
  vpcs: [{ id: VPC_ID, name: 'ledger', isDefault: false, cidr: '10.44.0.0/16' }],
  subnets: ['a', 'b'].map((zone, index) => ({
    id: `subnet-0123456789abcde${index}a`,
    name: `ledger-${zone}`,
    vpcId: VPC_ID,
    zone: `us-east-1${zone}`,
    cidr: `10.44.${index + 1}.0/24`,
    isPrivate: true,
    givesPublicIp: false,
  })),
  groups: [{ id: 'sg-0123456789abcdef0', name: 'ledger-web', vpcId: VPC_ID, openTo: [] }],
};

const factsOf = async (task: MutationTask, network: Network): Promise<JsonObject> => {
  const service = sure(serviceOf(task.resourceType));
  const { answers } = sure(SAMPLES[service.key]);
  const found = await service.readFacts(contextFor(task), readerOf(answers));
  // In the facts of others, groups are no list of what can be named.
  const lists = Object.entries(network).filter(
    ([name]) => name !== 'groups' || task.parameters['securityGroup'] !== undefined,
  );
  return { ...NOTHING_THERE, ...found, ...Object.fromEntries(lists) };
};

const allFacts = async (tasks: readonly MutationTask[], network: Network) =>
  Object.fromEntries(
    await Promise.all(tasks.map(async (one) => [one.id, await factsOf(one, network)] as const)),
  );

/** As a change set tells what is new: without an id. */
const stepOf = (draft: DeployDraft): DeployStep => {
  const changes = changesOfTemplate(draft, planKnowledge).map(({ physicalId: _, ...one }) => one);
  const needs = planKnowledge.needsOf(draft, changes, account());
  return { ...draft, id: stepId(1), phase: 1, changes, needs, resolvedParameters: {} };
};

const stepsOf = async (tasks: readonly MutationTask[], network: Network) => {
  const { steps } = taken(draftIssue(tasks, await allFacts(tasks, network)));
  return steps.flatMap(({ draft }) => (draft.kind === 'deploy' ? [stepOf(draft)] : []));
};

const refusedIn = (steps: readonly DeployStep[]) =>
  steps.flatMap((step) => {
    const compiled = compileSessionPolicy(step, handleOf(step.stackName));
    return compiled.ok ? [] : [{ step, refusal: compiled.refusal }];
  });

const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, part: number, zone: string, isPublic = false): Row => [
  'AWS::EC2::Subnet',
  {
    name,
    vpc: 'ledger',
    cidr: `10.44.${part}.0/24`,
    availabilityZone: `us-east-1${zone}`,
    public: isPublic,
  },
];
const A = subnet('ledger-a', 1, 'a');
const B = subnet('ledger-b', 2, 'b');
const OPEN = subnet('open', 9, 'a', true);
const GROUP: Row = [
  'AWS::EC2::SecurityGroup',
  { name: 'ledger-web', vpc: 'ledger', port: '443', cidr: '10.0.0.0/8' },
];
const instanceIn = (name: string, more: Row[1] = {}): Row => [
  'AWS::EC2::Instance',
  { name: 'ledger-one', instanceType: 't3.small', subnet: name, ...more },
];
const ONE = instanceIn('ledger-a', { securityGroup: 'ledger-web' });
const CERTIFICATE =
  'arn:aws:acm:us-east-1:333333333333:certificate/0a1b2c3d-5e6f-4a7b-8c9d-0e1f2a3b4c5d';
const BALANCER: Row = [
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  {
    name: 'ledger-lb',
    vpc: 'ledger',
    subnets: ['ledger-a', 'ledger-b'],
    certificate: CERTIFICATE,
    scheme: 'internal',
  },
];
const TARGETS: Row = [
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  { name: 'ledger-targets', vpc: 'ledger', port: 80 },
];
const FILES: Row = [
  'AWS::EFS::FileSystem',
  { name: 'ledger-home', vpc: 'ledger', securityGroup: 'ledger-web' },
];
const NAT: Row = ['AWS::EC2::NatGateway', { name: 'out', subnet: 'open' }];
const AWAY: Row = [
  'AWS::EC2::RouteTable',
  { name: 'away', vpc: 'ledger', cidr: '0.0.0.0/0', target: 'out' },
];
const ACL: Row = ['AWS::EC2::NetworkAcl', { name: 'ledger-acl', vpc: 'ledger' }];
const ENDPOINT: Row = ['AWS::EC2::VPCEndpoint', { name: 'queues', vpc: 'ledger', service: 'sqs' }];
const FLOW: Row = ['AWS::EC2::FlowLog', { name: 'ledger-flow', vpc: 'ledger' }];
const GATEWAY: Row = ['AWS::EC2::InternetGateway', { name: 'ledger-igw', vpc: 'ledger' }];

describe('what stands in a network is made with it in one session', () => {
  it.each<readonly [string, readonly Row[]]>([
    ['subnets and a group', [VPC, A, B, GROUP]],
    ['an instance in its subnet and group', [VPC, A, B, GROUP, ONE]],
    ['an instance in a public subnet', [VPC, OPEN, instanceIn('open')]],
    ['a way out', [VPC, OPEN, A, NAT, AWAY]],
    ['a way out, a group and an instance', [VPC, OPEN, A, NAT, AWAY, GROUP, ONE]],
    ['a load balancer', [VPC, A, B, BALANCER]],
    ['a load balancer and more targets', [VPC, A, B, BALANCER, TARGETS]],
    ['an endpoint and a group', [VPC, GROUP, ENDPOINT]],
    ['a gateway and a list', [VPC, GATEWAY, A, GROUP, ACL]],
    ['every part of a network', [VPC, OPEN, A, NAT, AWAY, ACL, GROUP, ENDPOINT, FLOW]],
  ])('%s', async (_name, rows) => {
    expect(refusedIn(await stepsOf(tasksOf(rows), NONE))).toEqual([]);
  });
});

describe('what does not fit is refused with the lines that go apart', () => {
  const refusalOf = async (rows: readonly Row[]) => {
    const tasks = tasksOf(rows);
    const [first] = refusedIn(await stepsOf(tasks, NONE));
    const { step, refusal } = sure(first);
    const inputs = inputsOf(tasks, await allFacts(tasks, NONE));
    return withLinesApart(refusal, step, { inputs, config, handle: handleOf(step.stackName) });
  };

  it.each<readonly [string, readonly Row[], readonly Row[]]>([
    ['one line', [VPC, A, B, GROUP, FILES], [FILES]],
    ['one line of many', [VPC, A, B, GROUP, FILES, ONE], [FILES]],
    ['two lines', [VPC, A, B, GROUP, ONE, BALANCER, FILES], [BALANCER, FILES]],
  ])('%s: what stays fits, and so do they', async (_name, rows, apart) => {
    const { next } = await refusalOf(rows);
    const named = apart.map((row) => `\`${namedIn(row)}\``);
    expect(next.match(/`[^`]+`/g)).toEqual(named);
    expect(next).toMatch(/^Take .* out of the issue: create .*\. All others fit\./);
    const stay = rows.filter((row) => !apart.includes(row));
    expect(refusedIn(await stepsOf(tasksOf(stay), NONE))).toEqual([]);
    expect(refusedIn(await stepsOf(tasksOf(apart), MADE))).toEqual([]);
  });

  it('a plan that follows no lines is refused as it was', async () => {
    const tasks = tasksOf([VPC, A, B, GROUP, FILES]);
    const { step, refusal } = sure(refusedIn(await stepsOf(tasks, NONE))[0]);
    const inputs = { ...inputsOf(tasks, await allFacts(tasks, NONE)), savings: [] };
    const how = { inputs, config, handle: handleOf(step.stackName) };
    expect(withLinesApart(refusal, step, how)).toBe(refusal);
  });

  it('any other refusal stays', async () => {
    const tasks = tasksOf([VPC, A]);
    const [step] = await stepsOf(tasks, NONE);
    const refusal = { code: 'change-set-stale', because: 'No.', next: 'Go.' } as const;
    const how = { inputs: inputsOf(tasks), config, handle: undefined };
    expect(withLinesApart(refusal, sure(step), how)).toBe(refusal);
  });
});
