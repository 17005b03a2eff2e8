import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import type { SubnetFact, VpcFact } from '../ec2-instance/facts-schema.ts';
import { decideNamedSubnet, decideVpc, oneOf } from './choose.ts';
import { onePerZone } from './one-per-zone.ts';
import type { DraftContext } from '../service.ts';
import { EDIT } from '../edit-issue.ts';

/** What stands in several zones at once. */
export interface SpreadRule {
  /** As people call it, such as `load balancer`. */
  readonly title: string;
  /** Whether the world shall reach it: then subnets with a way out, else private ones. */
  readonly isPublic: boolean;
  /** Zones without which AWS does not make it. */
  readonly leastZones: number;
}

/** Where it stands: a VPC, and one subnet of it in each zone. */
export interface Spread {
  readonly vpc: VpcFact;
  readonly subnets: readonly SubnetFact[];
}

/** What is known of the network of an account and region. */
export interface NetworkFacts {
  readonly vpcs: readonly VpcFact[];
  readonly subnets: readonly SubnetFact[];
}

const namedSubnets = (context: DraftContext): readonly string[] => {
  const given = context.task.parameters['subnets'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return list.filter((one): one is string => typeof one === 'string');
};

const twoNetworks = (first: SubnetFact, other: SubnetFact): Refusal => ({
  code: 'contradictory',
  because: `The subnets \`${first.id}\` and \`${other.id}\` lie in two VPCs.`,
  next: `Name subnets of one VPC. ${EDIT}`,
});

const spreadOfNamed = (
  context: DraftContext,
  facts: NetworkFacts,
  names: readonly string[],
): Decided<Spread> => {
  const chosen: SubnetFact[] = [];
  for (const named of names) {
    const subnet = decideNamedSubnet(context, facts, { field: 'subnets', named });
    if (!subnet.ok) return subnet;
    chosen.push(subnet.value);
  }
  const subnets = facts.subnets.filter((one) => chosen.includes(one));
  const [first] = subnets;
  const other = subnets.find((one) => one.vpcId !== first?.vpcId);
  if (first !== undefined && other !== undefined) return refused(twoNetworks(first, other));
  const vpc = oneOf('vpc', first?.vpcId ?? '', facts.vpcs);
  return vpc.ok ? accepted({ vpc: vpc.value, subnets }) : vpc;
};

/** Like ones only; a lower tier without private subnets takes what there is. */
const spreadOfVpc = (
  context: DraftContext,
  facts: NetworkFacts,
  rule: SpreadRule,
): Decided<Spread> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const inside = facts.subnets.filter((one) => one.vpcId === vpc.value.id);
  const fitting = inside.filter((one) => one.isPrivate === !rule.isPublic);
  const takesAny = fitting.length === 0 && !rule.isPublic && isExecuteTier(context.tier);
  return accepted({ vpc: vpc.value, subnets: onePerZone(takesAny ? inside : fitting) });
};

const tooFewZones = ({ vpc, subnets }: Spread, rule: SpreadRule): Refusal => {
  const zones = [...new Set(subnets.map(({ zone }) => (zone === '' ? 'one not said' : zone)))];
  const kind = rule.isPublic ? 'public' : 'private';
  const found = zones.length === 0 ? 'none' : zones.join(', ');
  return {
    code: 'target-not-found',
    because:
      `A ${rule.title} needs ${kind} subnets in ${rule.leastZones} zones or more; ` +
      `the VPC \`${vpc.id}\` offers: ${found}.`,
    next: `Name subnets of ${rule.leastZones} zones, or ask for another one first. ${EDIT}`,
  };
};

/** The named subnets, else one of each zone of the VPC; refused where zones are too few. Pure. */
export const decideSpread = (
  context: DraftContext,
  facts: NetworkFacts,
  rule: SpreadRule,
): Decided<Spread> => {
  const named = namedSubnets(context);
  const spread =
    named.length === 0 ? spreadOfVpc(context, facts, rule) : spreadOfNamed(context, facts, named);
  if (!spread.ok) return spread;
  const zones = onePerZone(spread.value.subnets).length;
  return zones >= rule.leastZones ? spread : refused(tooFewZones(spread.value, rule));
};
