import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { deliveryRefusal } from '../guarding/bucket-policy.ts';
import { beyondOurRoles, neverOff } from '../guarding/never-off.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { CLOUDTRAIL } from './facts.ts';
import type { TrailFacts } from './facts-schema.ts';
import { START } from './operations.ts';
import { trailTable } from './permissions.ts';
import { TRAIL_TEMPLATE_TYPES, trailRemedies } from './remedies.ts';
import { trailTemplate, withFields } from './template.ts';

const TITLE = 'trail';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: trailTable,
  types: TRAIL_TEMPLATE_TYPES,
  remedies: trailRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: { reversibility: 'irreversible', summary: 'no plan deletes a trail' },
});

/** A no to recording is a no to the audit, however it is put. */
const turnsOff = (task: MutationTask): boolean =>
  textOf(task, 'action') === 'stop' ||
  booleanOf(task, 'multiRegion') === false ||
  booleanOf(task, 'logFileValidation') === false;

const bucketRefusal = ({ task }: DraftContext, { delivery }: TrailFacts): Refusal | undefined => {
  const bucket = textOf(task, 'bucket');
  if (bucket !== undefined) return deliveryRefusal(delivery, { bucket, service: CLOUDTRAIL });
  if (task.taskType !== 'CreateResource') return undefined;
  return {
    code: 'missing-field',
    because: 'A trail needs the bucket that takes its records.',
    next: 'Edit the issue and add a line `Bucket: acme-audit-logs`.',
  };
};

const createTrail = (context: DraftContext, facts: TrailFacts): Decided<Draft> => {
  const refusal = bucketRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices } = context;
  const rule = { remedies: trailRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(trailTemplate(context, facts.name), rule);
  const draft = draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
  if (!draft.ok) return draft;
  const inverse = {
    reversibility: 'irreversible',
    summary: 'a trail that is made stays and goes on recording: no plan turns one off',
  } as const;
  return accepted({
    ...draft.value,
    steps: draft.value.steps.map((step) => ({ ...step, inverse })),
  });
};

const placeRefusal = ({ region }: DraftContext, facts: TrailFacts): Refusal | undefined => {
  const { trail, name } = facts;
  if (trail === null) return targetMissing(TITLE, name);
  if (trail.isOfOrganization)
    return {
      code: 'no-route',
      because: `The trail \`${name}\` belongs to the organization, whose own account changes it.`,
      next: 'Ask those who look after the organization.',
    };
  if (trail.homeRegion === region) return undefined;
  return {
    code: 'target-not-found',
    because: `The trail \`${name}\` is at home in ${trail.homeRegion}; here is its shadow.`,
    next: `Name that region in the issue: ${trail.homeRegion}.`,
  };
};

const startTrail = (context: DraftContext, { name, trail }: TrailFacts): Decided<Draft> => {
  if (trail?.isLogging === true) return accepted({ steps: [], deviations: [] });
  const step = draftCall(context, START, name);
  return accepted({ steps: [{ ...step, summary: `turn the trail ${name} on` }], deviations: [] });
};

const isSetting = ({ task }: DraftContext): boolean =>
  ['bucket', 'kmsKey', 'multiRegion', 'logFileValidation'].some(
    (name) => task.parameters[name] !== undefined,
  );

const loose = (name: string): Refusal => ({
  code: 'no-route',
  because: `No stack of this application holds the trail \`${name}\`.`,
  next: 'Change it in the template of its owner, or import it into a stack first.',
});

const updateTrail = (context: DraftContext, facts: TrailFacts): Decided<Draft> => {
  const refusal = placeRefusal(context, facts) ?? bucketRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (textOf(context.task, 'action') === 'start') return startTrail(context, facts);
  const command = `aws cloudtrail update-trail --name ${facts.name} …`;
  const beyond = isSetting(context)
    ? beyondOurRoles(context.tier, { what: 'a trail', command })
    : undefined;
  if (beyond !== undefined) return refused(beyond);
  if (facts.owner.owner === 'nobody') return refused(loose(facts.name));
  return draftNamedChange(context, facts, ruleOf(context));
};

/** Pure: what a trail task becomes. None turns a trail off, makes it see less, or deletes it. */
export const draftTrail = (context: DraftContext, facts: TrailFacts): Decided<Draft> => {
  const { task } = context;
  if (task.taskType === 'DeleteResource' || turnsOff(task)) return refused(neverOff('CloudTrail'));
  return task.taskType === 'CreateResource'
    ? createTrail(context, facts)
    : updateTrail(context, facts);
};
