import { describe, expect, it } from 'vitest';
import { decidePlace } from '../../src/services/ec2-instance/place.ts';
import { makersOf } from '../../src/services/joined/stands-in.ts';
import { decideSpread } from '../../src/services/network/spread.ts';
import { taskId } from '../../src/task/ids.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import type { Decided } from '../../src/task/refusal.ts';
import { draftIssue, NOTHING_THERE, tasksOf, type Row } from './joined-issue.ts';
import { contextFor, sure, taken, task, taskOf } from './samples.ts';

const subnet = (id: string, name: string, vpcId: string, zone: string) => ({
  id,
  name,
  vpcId,
  zone,
  isPrivate: true,
  givesPublicIp: false,
});
const LEDGER = { id: 'vpc-1', name: 'ledger', isDefault: false, cidr: null };
const OTHER = { id: 'vpc-2', name: 'other', isDefault: false, cidr: null };
const OF_LEDGER = [
  subnet('subnet-1a', 'private-a', 'vpc-1', 'us-east-1a'),
  subnet('subnet-1b', 'private-b', 'vpc-1', 'us-east-1b'),
];
const OF_OTHER = [
  subnet('subnet-2a', 'private-a', 'vpc-2', 'us-east-1a'),
  subnet('subnet-2b', 'private-b', 'vpc-2', 'us-east-1b'),
];
const factsOf = (subnets: readonly (typeof OF_LEDGER)[number][]) => ({
  found: [],
  ownStack: null,
  accessStack: null,
  owner: { owner: 'nobody' as const },
  properties: null,
  type: null,
  image: null,
  vpcs: [LEDGER, OTHER],
  subnets: [...subnets],
  groups: [],
});
const BOTH = factsOf([...OF_LEDGER, ...OF_OTHER]);
const OTHER_ONLY = factsOf(OF_OTHER);

const endingOf = (decided: Decided<readonly string[]>): string =>
  decided.ok
    ? decided.value.join(' ')
    : `${decided.refusal.code}: ${decided.refusal.because} ${decided.refusal.next}`;

type Facts = ReturnType<typeof factsOf>;

const instanceIn = (vpc: string | undefined, named: string, facts: Facts): string => {
  const parameters = { name: 'box', subnet: named, ...(vpc === undefined ? {} : { vpc }) };
  const place = decidePlace(
    contextFor(taskOf('AWS::EC2::Instance', 'CreateResource', parameters)),
    facts,
  );
  return endingOf(place.ok ? { ok: true, value: [place.value.subnet.id] } : place);
};

const balancerIn = (vpc: string | undefined, subnets: readonly string[], facts: Facts): string => {
  const parameters = {
    name: 'front',
    subnets: [...subnets],
    ...(vpc === undefined ? {} : { vpc }),
  };
  const one = taskOf('AWS::ElasticLoadBalancingV2::LoadBalancer', 'CreateResource', parameters);
  const rule = { title: 'load balancer', isPublic: false, leastZones: 2 };
  const spread = decideSpread(contextFor(one), facts, rule);
  return endingOf(
    spread.ok ? { ok: true, value: spread.value.subnets.map(({ id }) => id) } : spread,
  );
};

describe('a subnet named beside a VPC', () => {
  it.each<readonly [string, string | undefined, string, Facts, string]>([
    ['no VPC named', undefined, 'private-a', OTHER_ONLY, 'subnet-2a'],
    ['one of two of the name', 'ledger', 'private-a', BOTH, 'subnet-1a'],
    ['the other one of them', 'vpc-2', 'private-a', BOTH, 'subnet-2a'],
    ['its id', 'other', 'subnet-2b', BOTH, 'subnet-2b'],
    ['a name elsewhere', 'ledger', 'private-a', OTHER_ONLY, 'contradictory'],
    ['an id elsewhere', 'ledger', 'subnet-2a', BOTH, 'contradictory'],
    ['a name nowhere', 'ledger', 'private-z', BOTH, 'target-not-found'],
    ['a VPC that is not there', 'legder', 'private-a', BOTH, 'target-not-found'],
    ['two of a name and no VPC', undefined, 'private-a', BOTH, 'in a line `subnet: …`'],
  ])('of an instance: %s', (_name, vpc, named, facts, ending) => {
    expect(instanceIn(vpc, named, facts)).toContain(ending);
  });

  it.each<readonly [string, string | undefined, readonly string[], Facts, string]>([
    ['no VPC named', undefined, ['private-a', 'private-b'], OTHER_ONLY, 'subnet-2a subnet-2b'],
    ['those of its VPC', 'ledger', ['private-a', 'private-b'], BOTH, 'subnet-1a subnet-1b'],
    ['a name elsewhere', 'ledger', ['private-a', 'private-b'], OTHER_ONLY, 'contradictory'],
    ['one id elsewhere', 'ledger', ['private-a', 'subnet-2b'], BOTH, 'contradictory'],
    ['two of a name and no VPC', undefined, ['private-a'], BOTH, 'in a line `subnets: …`'],
  ])('of a load balancer: %s', (_name, vpc, named, facts, ending) => {
    expect(balancerIn(vpc, named, facts)).toContain(ending);
  });

  it('says which VPC it lies in and which was named', () => {
    expect(instanceIn('ledger', 'private-a', OTHER_ONLY)).toBe(
      'contradictory: The subnet `subnet-2a` (private-a) lies in the VPC `vpc-2`, and the VPC ' +
        'that is named is `vpc-1` (ledger). Name a subnet of that VPC, or the VPC of that subnet. ' +
        'Edit the issue, and the plan is made again.',
    );
  });
});

describe('a subnet of the issue', () => {
  const subnetIn = (vpc: string | undefined) =>
    task(
      'AWS::EC2::Subnet',
      { name: 'private-a', cidr: '10.44.1.0/24', ...(vpc === undefined ? {} : { vpc }) },
      { id: taskId(1) },
    );
  const box = (vpc: string | undefined) =>
    task(
      'AWS::EC2::Instance',
      { name: 'box', subnet: 'private-a', ...(vpc === undefined ? {} : { vpc }) },
      { id: taskId(2) },
    );

  it.each<readonly [string, string | undefined, string | undefined, boolean]>([
    ['of the same VPC', 'fresh', 'fresh', true],
    ['where no VPC is meant', 'fresh', undefined, true],
    ['where it names none', undefined, 'ledger', true],
    ['of another VPC', 'fresh', 'other', false],
    ['of another id', 'vpc-1', 'vpc-2', false],
    ['where a name and an id can be of one', 'ledger', 'vpc-1', true],
  ])('%s', (_name, own, meant, isMeant) => {
    const [maker, user] = [subnetIn(own), box(meant)];
    expect(makersOf(user, [maker, user])).toEqual(isMeant ? [maker] : []);
  });

  const zone = (letter: string, part: number): Row => [
    'AWS::EC2::Subnet',
    {
      name: `open-${letter}`,
      vpc: 'fresh',
      cidr: `10.44.${part}.0/24`,
      availabilityZone: `us-east-1${letter}`,
      public: true,
    },
  ];
  const NETWORK: readonly Row[] = [
    ['AWS::EC2::VPC', { name: 'fresh', cidr: '10.44.0.0/16' }],
    zone('a', 1),
    zone('b', 2),
  ];
  const balancer = (vpc: string): Row => [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    {
      name: 'shop',
      vpc,
      subnets: ['open-a', 'open-b'],
      scheme: 'internet-facing',
      certificate: 'arn:aws:acm:us-east-1:333333333333:certificate/0a0a',
    },
  ];
  const facts: JsonObject = {
    ...NOTHING_THERE,
    name: 'shop',
    exists: false,
    identifier: 'shop',
    kind: '',
    scheme: '',
    isProtected: false,
    groups: [],
    targets: 0,
    vpcs: [OTHER],
    subnets: [
      { ...subnet('subnet-2a', 'open-a', 'vpc-2', 'us-east-1a'), isPrivate: false },
      { ...subnet('subnet-2b', 'open-b', 'vpc-2', 'us-east-1b'), isPrivate: false },
    ],
  };

  it.each<readonly [string, string, readonly Json[]]>([
    ['stands in it', 'fresh', [{ Ref: 'OpenASubnet' }, { Ref: 'OpenBSubnet' }]],
    ['stands in one that is there, whose VPC it names', 'other', ['subnet-2a', 'subnet-2b']],
  ])('and what %s', (_name, vpc, subnets) => {
    const { steps } = taken(
      draftIssue(tasksOf([...NETWORK, balancer(vpc)]), { [taskId(4)]: facts }),
    );
    const made = steps.flatMap(({ draft }) =>
      draft.kind === 'deploy' ? Object.values(draft.template.Resources) : [],
    );
    const one = sure(made.find(({ Type }) => Type === balancer(vpc)[0]));
    expect(one.Properties?.['Subnets']).toEqual(subnets);
  });
});
