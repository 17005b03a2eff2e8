import type { ResourceSpec } from '../world-spec.ts';
import type { Draw } from './draw.ts';
import { BALANCER_MONTH } from './prices.ts';
import { dailyMetric, daysAgo, eachDay, type Field, type Sower, type Sown } from './sown.ts';

const DAYS = 20;
const PREFIX = 'AWS::ElasticLoadBalancingV2::';

/** What a balancer did: what was registered, and what came, day by day. */
interface Story {
  readonly age: number;
  readonly targetsNow: number;
  readonly hadTargets: (at: number) => boolean;
  /** Null where CloudWatch writes nothing. */
  readonly traffic: (at: number) => number | null;
  readonly isMeasured: boolean;
  readonly isWaste: boolean;
}

const BASE = { targetsNow: 2, hadTargets: () => true, isMeasured: true, isWaste: false };
const old = (draw: Draw): number => draw.between(21, 500);
const requests = (draw: Draw): number => draw.whole(1, 2_000_000);

const STORIES: Readonly<Record<string, (draw: Draw, kind: string) => Story>> = {
  busy: (draw) => ({ ...BASE, age: old(draw), traffic: () => requests(draw) }),
  silent: (draw) => ({ ...BASE, age: old(draw), traffic: () => 0, isWaste: true }),
  'without targets': (draw, kind) => ({
    ...BASE,
    age: old(draw),
    targetsNow: 0,
    hadTargets: () => false,
    traffic: () => (kind === 'network' ? requests(draw) : null),
    isWaste: true,
  }),
  seasonal: (draw) => {
    const busy = draw.whole(DAYS - 14, DAYS - 1);
    return { ...BASE, age: old(draw), traffic: (at) => (at === busy ? 1 : 0) };
  },
  'without targets since yesterday': (draw, kind) => ({
    ...BASE,
    age: old(draw),
    targetsNow: 0,
    hadTargets: (at) => at < DAYS - 1,
    traffic: (at) => (at < DAYS - 1 ? requests(draw) : kind === 'network' ? 0 : null),
  }),
  'without metrics': (draw) => ({
    ...BASE,
    age: old(draw),
    traffic: () => null,
    hadTargets: () => false,
    isMeasured: false,
  }),
  new: (draw) => ({ ...BASE, age: draw.between(0.2, 13), traffic: () => 0 }),
};
const NAMES = [...Object.keys(STORIES), 'busy', 'busy'];

interface Named {
  readonly field: Field;
  readonly namespace: string;
  readonly balancer: string;
  readonly group: string;
}

const metricsOf = (story: Story, { field, namespace, balancer, group }: Named): Sown['metrics'] => {
  const LoadBalancer = balancer.replace(/^.*loadbalancer\//, '');
  const TargetGroup = group.replace(/^.*:/, '');
  const isThere = (at: number): boolean => at >= DAYS - Math.ceil(story.age);
  const one = (name: string, of: (at: number) => number | null, isOfGroup = false) =>
    dailyMetric(field, [namespace, name], {
      dimensions: isOfGroup ? { LoadBalancer, TargetGroup } : { LoadBalancer },
      daily: eachDay(DAYS, (at) => (isThere(at) ? of(at) : null)),
    });
  const traffic = namespace === 'AWS/NetworkELB' ? 'NewFlowCount' : 'RequestCount';
  return [
    one('ConsumedLCUs', () => (story.isMeasured ? 0.01 : null)),
    one(traffic, story.traffic),
    one('HealthyHostCount', (at) => (story.hadTargets(at) ? 2 : null), true),
  ];
};

const resourcesOf = (story: Story, named: Named, name: string): readonly ResourceSpec[] => {
  const { account, region } = named.field;
  const kind = named.namespace === 'AWS/NetworkELB' ? 'network' : 'application';
  const targets = Array.from({ length: story.targetsNow }, (_, n) => `i-${n}`);
  return [
    {
      account,
      region,
      type: `${PREFIX}LoadBalancer`,
      id: named.balancer,
      properties: { Name: name, Type: kind },
      createdAt: daysAgo(named.field, story.age),
    },
    {
      account,
      region,
      type: `${PREFIX}TargetGroup`,
      id: named.group,
      properties: { Name: name, Targets: targets },
      attributes: { LoadBalancerArn: named.balancer },
    },
  ];
};

/** An application or network load balancer with one target group. */
export const sowLoadBalancer: Sower = (draw, field) => {
  const as = draw.pick(NAMES);
  const [kind, short] = draw.pick([
    ['application', 'app'],
    ['network', 'net'],
  ] as const);
  const story = STORIES[as]?.(draw, kind);
  if (story === undefined) throw new Error(`no story ${as}`);
  const { account, region } = field;
  const [name, hex] = [`lb-${draw.hex(8)}`, draw.hex(16)];
  const arn = (path: string): string =>
    `arn:aws:elasticloadbalancing:${region}:${account}:${path}/${hex}`;
  const named: Named = {
    field,
    namespace: kind === 'network' ? 'AWS/NetworkELB' : 'AWS/ApplicationELB',
    balancer: arn(`loadbalancer/${short}/${name}`),
    group: arn(`targetgroup/${name}`),
  };
  const truth = {
    kind: 'idle-load-balancer',
    account,
    region,
    id: name,
    monthlyUsd: BALANCER_MONTH,
  };
  return {
    as,
    resources: resourcesOf(story, named, name),
    metrics: metricsOf(story, named),
    spendUsd: BALANCER_MONTH,
    ...(story.isWaste ? { truth } : {}),
  };
};
