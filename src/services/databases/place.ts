import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideGroup } from '../ec2-instance/place.ts';
import { decideVpc } from '../network/choose.ts';
import { onePerZone } from '../network/one-per-zone.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { Surroundings } from './facts-schema.ts';
import { EDIT } from '../edit-issue.ts';

/** Where a database goes. */
export interface DatabasePlace {
  readonly vpcId: string;
  /** Of a group that exists; undefined when the database gets one of its own. */
  readonly subnetGroup: string | undefined;
  /** For a group of its own: one private subnet in each zone. */
  readonly subnetIds: readonly string[];
  /** Undefined when it gets a security group of its own, which lets nothing in. */
  readonly securityGroup: string | undefined;
}

const missing = (kind: string, named: string): Refusal => ({
  code: 'target-not-found',
  because: `There is no ${kind} \`${named}\` in this account and region.`,
  next: `Mend its name or id. ${EDIT}`,
});

const tooFew = (vpcId: string): Refusal => ({
  code: 'target-not-found',
  because:
    `A database needs private subnets in two zones, and the VPC \`${vpcId}\` does not have ` +
    'them.',
  next: `Name a subnet group (\`Subnet group: …\`), another VPC, or ask for the subnets. ${EDIT}`,
});

type Standing = Pick<DatabasePlace, 'vpcId' | 'subnetGroup' | 'subnetIds'>;

const decideSubnets = (context: DraftContext, facts: Surroundings): Decided<Standing> => {
  const named = textOf(context.task, 'subnetGroup');
  if (named !== undefined) {
    const { subnetGroup } = facts;
    if (subnetGroup === null) return refused(missing('subnet group', named));
    const { name, vpcId, subnetIds } = subnetGroup;
    return accepted({ vpcId, subnetGroup: name, subnetIds });
  }
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { id } = vpc.value;
  const own = onePerZone(facts.subnets.filter((one) => one.vpcId === id && one.isPrivate));
  if (own.length < 2) return refused(tooFew(id));
  return accepted({ vpcId: id, subnetGroup: undefined, subnetIds: own.map((one) => one.id) });
};

/** Subnets and security group of a new database, or what must be asked. Pure. */
export const decideDatabasePlace = (
  context: DraftContext,
  facts: Surroundings,
): Decided<DatabasePlace> => {
  const standing = decideSubnets(context, facts);
  if (!standing.ok) return standing;
  const group = decideGroup(context, facts, standing.value.vpcId);
  return group.ok ? accepted({ ...standing.value, securityGroup: group.value?.id }) : group;
};
