import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { onePerZone } from '../network/one-per-zone.ts';
import { decideGroup } from '../ec2-instance/place.ts';
import { decideVpc } from '../network/choose.ts';
import type { DraftContext } from '../service.ts';
import type { EfsFacts } from './facts-schema.ts';
import type { EfsPlace } from './template.ts';
import { EDIT } from '../edit-issue.ts';

/** One session holds the file system with its mount targets, and no group beside them. */
const GROUP_MISSING: Refusal = {
  code: 'missing-field',
  because: 'Which security group lets the clients in to the mount targets is not said.',
  next:
    'Edit the issue and add a line `Security group: sg-…`: one that admits only the group of the ' +
    'clients, to port 2049.',
};

/** Zones with a mount target: a session holds the rights for so many, and three outlast a zone. */
const MOST_ZONES = 3;

/** Where mount targets go: a private subnet in each of three zones, behind the named group. */
export const decidePlace = (context: DraftContext, facts: EfsFacts): Decided<EfsPlace> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { id } = vpc.value;
  const subnets = onePerZone(facts.subnets.filter((one) => one.vpcId === id && one.isPrivate));
  if (subnets.length === 0)
    return refused({
      code: 'target-not-found',
      because: `The VPC \`${id}\` has no private subnet for a mount target.`,
      next: `Name another VPC, or ask for a private subnet first. ${EDIT}`,
    });
  const group = decideGroup(context, facts, id);
  if (!group.ok) return group;
  if (group.value === undefined) return refused(GROUP_MISSING);
  return accepted({
    subnetIds: subnets.slice(0, MOST_ZONES).map((one) => one.id),
    leftZones: subnets.slice(MOST_ZONES).map((one) => one.zone),
    securityGroup: group.value.id,
  });
};

/** What a person is told where zones are left without a mount target. */
export const withoutZones = (
  { task }: DraftContext,
  { leftZones }: EfsPlace,
): readonly Deviation[] =>
  leftZones.length === 0
    ? []
    : [
        {
          taskId: task.id,
          asked: 'a mount target in each zone',
          planned: `none in ${leftZones.map((zone) => `\`${zone}\``).join(', ')}`,
          because: `a session makes ${MOST_ZONES}; clients elsewhere reach them across zones`,
        },
      ];
