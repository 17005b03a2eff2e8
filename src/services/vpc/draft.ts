import type { Deviation } from '../../plan/plan.ts';
import type { StepDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { decideFound, draftByIdChange, draftByIdCreate } from '../by-id/draft.ts';
import { afterCompanion, withCompanionRemoved, type CompanionStack } from '../companion-stack.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { deliveryTemplate, DELIVERY, flowLogResources } from '../flow-log/template.ts';
import { logGroupRemedies } from '../log-group/remedies.ts';
import { isPrivate, parseBlock, type Block } from '../network/cidr.ts';
import type { Draft, DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { VpcFacts } from './facts-schema.ts';
import { insideOf, leftOut, type Inside } from './inside.ts';
import { vpcTable } from './permissions.ts';
import { VPC_TEMPLATE_TYPES, vpcRemedies } from './remedies.ts';
import { extentOf, vpcTemplate, type Extent, type Network } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const TITLE = 'VPC';
const RULE: ExistingRule = {
  title: TITLE,
  table: vpcTable,
  types: VPC_TEMPLATE_TYPES,
  remedies: vpcRemedies,
  edit: (properties) => properties,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the network again from its template; its parts have other ids and addresses',
  },
};

const malformed = (because: string, next: string): Refusal => ({
  code: 'malformed-value',
  because,
  next: `${next} ${EDIT}`,
});

/** From /16 to /28 AWS takes; a network with subnets over zones needs room for eight parts. */
const LARGEST = 16;
const SMALLEST = 28;
const SMALLEST_WITH_SUBNETS = 25;

const sizeRefusal = (asked: string, { bits }: Block, extent: Extent): Refusal | undefined => {
  if (bits < LARGEST || bits > SMALLEST)
    return malformed(
      `A VPC has a range from /16 to /28, and \`${asked}\` is a /${bits}.`,
      'Name a range of such a size.',
    );
  if (extent.zones.length === 0 || bits <= SMALLEST_WITH_SUBNETS) return undefined;
  return malformed(
    `\`${asked}\` is too small for subnets over zones, of 16 addresses or more each.`,
    'Name a /25 or a wider range, or say `Subnets: no`.',
  );
};

const overlapRefusal = (asked: string, { overlaps, free }: VpcFacts): Refusal | undefined => {
  if (overlaps.length === 0) return undefined;
  const more = overlaps.length > 4 ? ` and ${overlaps.length - 4} more` : '';
  const instead = free.map((block) => `\`${block}\``).join(', ');
  return {
    code: 'range-taken',
    because:
      `\`${asked}\` shares addresses with ${overlaps.slice(0, 4).join(', ')}${more}. ` +
      'Networks that overlap can never be connected.',
    next: `${instead === '' ? 'Name another range.' : `Free is ${instead}.`} ${EDIT}`,
  };
};

/** The range of a new network, or why it can not be had. */
const decideBlock = (context: DraftContext, facts: VpcFacts, extent: Extent): Decided<Block> => {
  const asked = textOf(context.task, 'cidr') ?? '';
  const block = parseBlock(asked);
  if (block === undefined)
    return refused(
      malformed(
        `\`${asked}\` is no range of IPv4 addresses.`,
        'Write it as `10.44.0.0/16`, with zeros behind the prefix.',
      ),
    );
  if (!isPrivate(block))
    return refused(
      malformed(
        `\`${asked}\` is no range of private addresses: it belongs to somebody in the internet.`,
        'Name a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
      ),
    );
  const refusal = sizeRefusal(asked, block, extent) ?? overlapRefusal(asked, facts);
  return refusal === undefined ? accepted(block) : refused(refusal);
};

/** What nobody could compare is said, not hidden. */
const unreadAccounts = (context: DraftContext, { unread }: VpcFacts): readonly Deviation[] => {
  if (unread.length === 0) return [];
  const shown = unread.slice(0, 5).join(', ');
  const more = unread.length > 5 ? ` and ${unread.length - 5} more` : '';
  return [
    {
      taskId: context.task.id,
      asked: 'a range that no other network has',
      planned: `the range as it is, not compared with ${shown}${more}`,
      because: 'the readers of these accounts did not answer',
    },
  ];
};

const partsOfLog = (network: Network, days: number) => ({
  name: network.name,
  vpc: { Ref: logicalIdOf(network.name, 'Vpc') },
  days,
});

/** What the issue asks for by itself, the network brings not a second time. */
const without = (template: Template, ids: readonly string[]): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(template.Resources).filter(([id]) => !ids.includes(id)),
  ),
});

const templateOf = (context: DraftContext, network: Network, inside: Inside): Template => {
  const base = vpcTemplate(context, network);
  const { tier, choices } = context;
  const days = network.extent.flowLogDays;
  const log = days === undefined ? {} : flowLogResources(context, partsOfLog(network, days));
  const whole = { ...base, Resources: { ...base.Resources, ...log } };
  const remedies = [...vpcRemedies, ...logGroupRemedies];
  const made = applyRemedies(whole, { remedies, tier, choices, origin: 'new' });
  return without(
    made,
    inside.endpoints.map((suffix) => logicalIdOf(network.name, suffix)),
  );
};

/** The role of the flow log, where one is kept. */
const deliveryOf = (
  context: DraftContext,
  facts: VpcFacts,
  network: Network,
): CompanionStack | undefined => {
  const days = network.extent.flowLogDays;
  if (days === undefined) return undefined;
  const { tier, choices } = context;
  const made = deliveryTemplate(context, partsOfLog(network, days));
  return {
    suffix: DELIVERY,
    template: applyRemedies(made, { remedies: logGroupRemedies, tier, choices, origin: 'new' }),
    own: facts.deliveryStack,
    summary: `create the role that delivers the flow log of ${network.name}`,
  };
};

const createVpc = (context: DraftContext, facts: VpcFacts): Decided<Draft> => {
  const inside = insideOf(context, facts);
  const extent = extentOf(context, facts.zones, inside);
  const block = decideBlock(context, facts, extent);
  if (!block.ok) return block;
  const name = targetOf(context.task);
  const network = { name, block: block.value, extent };
  const made = draftByIdCreate(context, facts, {
    title: TITLE,
    name,
    template: templateOf(context, network, inside),
    deviations: [...leftOut(context, facts, inside), ...unreadAccounts(context, facts)],
  });
  return afterCompanion(context, deliveryOf(context, facts, network), made);
};

/** What happens to the network that AWS gave the account may happen to whatever names none. */
const asSensitive = (step: StepDraft): StepDraft => ({
  ...step,
  operationClass: 'sensitive',
  ...('changes' in step
    ? { changes: step.changes.map((change) => ({ ...change, isSensitive: true })) }
    : {}),
});

const changeVpc = (context: DraftContext, facts: VpcFacts): Decided<Draft> => {
  const one = decideFound(context, TITLE, facts.found);
  const draft = draftByIdChange(context, facts, RULE);
  if (!draft.ok || !one.ok || !one.value.isDefault) return draft;
  return accepted({ ...draft.value, steps: draft.value.steps.map(asSensitive) });
};

/** Pure: what a task for a VPC becomes, or why it can not be. */
export const draftVpc = (context: DraftContext, facts: VpcFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createVpc(context, facts);
  const changed = changeVpc(context, facts);
  if (taskType !== 'DeleteResource') return changed;
  return [facts.deliveryStack, ...(facts.partStacks ?? [])].reduce<Decided<Draft>>(
    (draft, companion) => withCompanionRemoved(context, companion, draft),
    changed,
  );
};
