import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { newName } from '../by-id/draft.ts';
import { decideVpc } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { blockText, freeWithin, isWithin, overlaps, parseBlock } from '../network/cidr.ts';
import { SUBNETS } from '../network/kinds.ts';
import { draftPart, type PartRule } from '../network/part-draft.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { subnetTable } from './permissions.ts';
import { SUBNET_TEMPLATE_TYPES, subnetRemedies } from './remedies.ts';
import { subnetTemplate, withFields } from './template.ts';

const malformed = (because: string, next: string): Refusal => ({
  code: 'malformed-value',
  because,
  next: `${next} ${EDIT}`,
});

type Vpc = PartFacts['vpcs'][number];

/** Inside the VPC, of a size that AWS takes, and sharing no address with another subnet. */
const rangeRefusal = (asked: string, vpc: Vpc, facts: PartFacts): Refusal | undefined => {
  const [block, outer] = [parseBlock(asked), parseBlock(vpc.cidr)];
  if (block === undefined || block.bits > 28)
    return malformed(
      `\`${asked}\` is no range for a subnet, which has 16 addresses or more.`,
      'Write it as `10.44.96.0/19`, with zeros behind the prefix.',
    );
  if (outer === undefined || !isWithin(block, outer))
    return malformed(
      `\`${asked}\` does not lie in \`${vpc.cidr}\`, the range of \`${vpc.id}\`.`,
      'Name a part of that range.',
    );
  const others = facts.subnets.filter((one) => one.vpcId === vpc.id);
  const blocks = others.flatMap(({ cidr }) => parseBlock(cidr) ?? []);
  const clash = others.find(({ cidr }) => {
    const other = parseBlock(cidr);
    return other !== undefined && overlaps(other, block);
  });
  if (clash === undefined) return undefined;
  const free = freeWithin(outer, blocks, { bits: block.bits, count: 3 }).map(blockText);
  const name = clash.name === '' ? '' : ` (${clash.name})`;
  return {
    code: 'range-taken',
    because: `\`${asked}\` shares addresses with the subnet \`${clash.id}\`${name} ${clash.cidr}.`,
    next:
      free.length === 0
        ? `The VPC has no room for another of this size. ${EDIT}`
        : `Free is ${free.map((text) => `\`${text}\``).join(', ')}. ${EDIT}`,
  };
};

const zoneRefusal = ({ task, region }: DraftContext): Refusal | undefined => {
  const zone = textOf(task, 'availabilityZone');
  if (zone === undefined || zone.slice(0, -1) === region) return undefined;
  return {
    code: 'contradictory',
    because: `The zone ${zone} does not lie in ${region}.`,
    next: `Name a zone of that region, such as \`${region}a\`. ${EDIT}`,
  };
};

const make = (context: DraftContext, facts: PartFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  // What this very task made lies in its own range.
  const own = new Set(facts.ownStack?.resources.map(({ physicalId }) => physicalId));
  const others = { ...facts, subnets: facts.subnets.filter(({ id }) => !own.has(id)) };
  const asked = textOf(context.task, 'cidr') ?? '';
  const refusal = zoneRefusal(context) ?? rangeRefusal(asked, vpc.value, others);
  return refusal === undefined
    ? accepted(subnetTemplate(context, vpc.value, facts.ownStack))
    : refused(refusal);
};

/** A public subnet without a route to the internet says so. */
const withoutWayOut = (context: DraftContext, facts: PartFacts): readonly Deviation[] => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok || booleanOf(context.task, 'public') !== true) return [];
  const { id, publicTable, gateway, isOpen } = vpc.value;
  if (publicTable !== undefined || gateway !== undefined || isOpen === true) return [];
  return [
    {
      taskId: context.task.id,
      asked: `public subnet \`${newName(context)}\``,
      planned: 'it with public addresses, and without a way to the internet',
      because:
        `the main route table of \`${id}\` leads to no internet gateway; a table that does has ` +
        'to be tied to the subnet',
    },
  ];
};

const RULE: PartRule<PartFacts> = {
  kind: SUBNETS,
  table: subnetTable,
  types: SUBNET_TEMPLATE_TYPES,
  remedies: subnetRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the subnet again in the same range; it has another id',
  },
  make,
  deviations: withoutWayOut,
  edit: withFields,
};

/** Pure: what a task for a subnet becomes, or why it can not be. */
export const draftSubnet = (context: DraftContext, facts: PartFacts): Decided<Draft> =>
  draftPart(context, facts, RULE);
