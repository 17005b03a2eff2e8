import type { Deviation } from '../../plan/plan.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { decideOne } from '../apis/target.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { RecordFact, ZoneFact } from '../dns/names.ts';
import { nameTaken } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingRule,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { booleanOf, textOf } from '../task-values.ts';
import type { HostedZoneFacts } from './facts-schema.ts';
import { hostedZoneTable } from './permissions.ts';
import { HOSTED_ZONE_TEMPLATE_TYPES, hostedZoneRemedies } from './remedies.ts';
import { hostedZoneTemplate, withFields, zoneName } from './template.ts';

const TITLE = 'hosted zone';

/** The one region in which Route 53 writes its logs. */
const LOG_REGION = 'us-east-1';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: hostedZoneTable,
  types: HOSTED_ZONE_TEMPLATE_TYPES,
  remedies: hostedZoneRemedies,
  edit: (properties) => withFields(properties, context.task),
  tagProperty: 'HostedZoneTags',
  inverseOfDelete: {
    reversibility: 'irreversible',
    summary: 'a new zone of the same name has other name servers, to which nobody is led yet',
  },
});

const createRefusal = ({ task, region }: DraftContext): Refusal | undefined => {
  const [isPrivate, vpc] = [booleanOf(task, 'private'), textOf(task, 'vpc')];
  if (zoneName(task) === '')
    return {
      code: 'missing-field',
      because: 'The zone has no name.',
      next: 'Edit the issue and name its domain, such as `Name: shop.example.com`.',
    };
  if (isPrivate === true && vpc === undefined)
    return {
      code: 'missing-field',
      because: 'Only a VPC sees a private zone, and none is named.',
      next: `Edit the issue and name the VPC of ${region}, such as \`VPC: vpc-0a11b22c33d44e55f\`.`,
    };
  if (isPrivate === false && vpc !== undefined)
    return {
      code: 'contradictory',
      because: 'A public zone is seen by everybody, and the request names a VPC.',
      next: 'Edit the issue: leave the VPC out, or ask for a private zone.',
    };
  return undefined;
};

/** A public zone answers nobody until the zone above it, or the registrar, leads to it. */
const delegation = (context: DraftContext, { parent }: HostedZoneFacts): readonly Deviation[] => {
  const { task } = context;
  if (textOf(task, 'vpc') !== undefined) return [];
  const above = parent === '' ? 'its registrar, or the zone above it,' : `the zone ${parent}`;
  return [
    {
      taskId: task.id,
      asked: `the domain ${zoneName(task)}`,
      planned: 'its zone, to which nobody is led yet',
      because: `${above} must name the name servers that the receipt will show`,
    },
  ];
};

const isSame = (context: DraftContext, zone: ZoneFact): boolean =>
  zone.isPrivate === (textOf(context.task, 'vpc') !== undefined);

const createZone = (context: DraftContext, facts: HostedZoneFacts): Decided<Draft> => {
  const refusal = createRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices, account, region, task } = context;
  const remedies = region === LOG_REGION ? hostedZoneRemedies : [];
  const rule = { remedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(hostedZoneTemplate(context), rule);
  if (facts.ownStack !== null) return draftStackUpdate(context, facts.ownStack, template);
  const name = zoneName(task);
  if (facts.found.some((zone) => isSame(context, zone)))
    return refused(nameTaken(TITLE, name, `in ${account.name}`));
  const step = createStack(context, template, {
    summary: `create ${TITLE} ${name}`,
    inverse: { reversibility: 'reversible', summary: `delete the stack of ${TITLE} ${name}` },
  });
  return accepted({ steps: [step], deviations: delegation(context, facts) });
};

const recordWords = ({ name, type }: RecordFact): string => `\`${name}\` ${type}`;

/** Route 53 itself refuses a zone that has records. */
const fullRefusal = (zone: ZoneFact, records: readonly RecordFact[]): Refusal | undefined => {
  if (records.length === 0) return undefined;
  const more = zone.records - 2 - 5;
  const others = more > 0 ? ` and ${more} more` : '';
  return {
    code: 'still-in-use',
    because:
      `The ${TITLE} \`${zone.name}\` (${zone.id}) still has records: ` +
      `${records.slice(0, 5).map(recordWords).join(', ')}${others}.`,
    next: 'Delete them first, each in an issue of its own or where they are managed; then `/plan`.',
  };
};

const changeZone = (
  context: DraftContext,
  facts: HostedZoneFacts,
  zone: ZoneFact,
): Decided<Draft> => {
  const { owner, properties } = facts;
  const existing = { name: zone.name, identifier: zone.id, owner, properties };
  if (context.task.taskType === 'UpdateResource')
    return draftUpdate(context, existing, ruleOf(context));
  const full = fullRefusal(zone, facts.records);
  if (full !== undefined) return refused(full);
  const draft = draftDelete(context, existing, ruleOf(context));
  if (!draft.ok) return draft;
  const summary = `delete the ${TITLE} ${zone.name}`;
  const steps = draft.value.steps.map((step) =>
    step.kind === 'change' ? { ...step, summary } : step,
  );
  return accepted({ ...draft.value, steps });
};

/** Pure: what a task for a hosted zone becomes, or why it can not be. */
export const draftHostedZone = (context: DraftContext, facts: HostedZoneFacts): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createZone(context, facts);
  const isPrivate = booleanOf(context.task, 'private');
  const meant = facts.found.filter((zone) => (isPrivate ?? zone.isPrivate) === zone.isPrivate);
  const zone = decideOne(context, TITLE, meant);
  return zone.ok ? changeZone(context, facts, zone.value) : zone;
};
