import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { decideNamedSubnet, decideVpc, oneOf } from '../network/choose.ts';
import { onePerZone } from '../network/one-per-zone.ts';
import { EDIT } from '../edit-issue.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { Ec2Facts, GroupFact, SubnetFact } from './facts-schema.ts';

/** Private ones first; all of one kind are alike, so the first zone is taken. */
const decideSubnet = (context: DraftContext, facts: Ec2Facts): Decided<SubnetFact> => {
  const named = textOf(context.task, 'subnet');
  if (named !== undefined) return decideNamedSubnet(context, facts, { field: 'subnet', named });
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const inside = facts.subnets.filter((subnet) => subnet.vpcId === vpc.value.id);
  const quiet = inside.find((subnet) => subnet.isPrivate);
  const fallback = isExecuteTier(context.tier) ? inside[0] : undefined;
  const subnet = quiet ?? fallback;
  if (subnet !== undefined) return accepted(subnet);
  return refused({
    code: 'target-not-found',
    because: `The VPC \`${vpc.value.id}\` has no private subnet, and ${context.tier} asks for one.`,
    next: `Name a subnet, or ask for a private one first. ${EDIT}`,
  });
};

const openRefusal = (group: GroupFact): Refusal => ({
  code: 'never-do',
  because:
    `The security group \`${group.id}\` lets the whole world in to ` +
    `${group.openTo.join(', ')}.`,
  next: `Name another group, or none: a new one then lets nothing in. ${EDIT}`,
});

/** The security group that was named, if one was; one that is open to the world is refused. */
export const decideGroup = (
  context: DraftContext,
  facts: Pick<Ec2Facts, 'groups'>,
  vpcId: string,
): Decided<GroupFact | undefined> => {
  const named = textOf(context.task, 'securityGroup');
  if (named === undefined) return accepted(undefined);
  const inside = facts.groups.filter((group) => group.vpcId === vpcId);
  const group = oneOf('security group', named, inside);
  if (!group.ok) return group;
  return group.value.openTo.length === 0 ? group : refused(openRefusal(group.value));
};

/** Where an instance goes. */
export interface InstancePlace {
  readonly subnet: SubnetFact;
  /** A like subnet in another zone of the same VPC, for what must not stand in one place. */
  readonly other: SubnetFact | undefined;
  /** Undefined when it gets a group of its own. */
  readonly group: GroupFact | undefined;
}

const isLike = (subnet: SubnetFact, other: SubnetFact): boolean =>
  other.vpcId === subnet.vpcId &&
  onePerZone([subnet, other]).length === 2 &&
  other.isPrivate === subnet.isPrivate &&
  other.givesPublicIp === subnet.givesPublicIp;

/** Subnet and security group of a new instance, or what must be asked. Pure. */
export const decidePlace = (context: DraftContext, facts: Ec2Facts): Decided<InstancePlace> => {
  const subnet = decideSubnet(context, facts);
  if (!subnet.ok) return subnet;
  const group = decideGroup(context, facts, subnet.value.vpcId);
  if (!group.ok) return group;
  const other = facts.subnets.find((one) => isLike(subnet.value, one));
  return accepted({ subnet: subnet.value, other, group: group.value });
};
