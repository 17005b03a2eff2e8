import { expiresSooner } from '../../plan/data-expiry.ts';
import type { StepDraft } from '../../plan/step.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { Draft, DraftContext } from '../service.ts';
import { numberOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { RETENTION_DAYS } from './fields.ts';
import { asksForFilter, draftFilter, withFilter } from './metric-filter.ts';
import { logGroupTable } from './permissions.ts';
import { LOG_GROUP_TEMPLATE_TYPES, logGroupRemedies } from './remedies.ts';
import { logGroupTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'log group',
  table: logGroupTable,
  types: LOG_GROUP_TEMPLATE_TYPES,
  remedies: logGroupRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'irreversible',
    summary: 'a deleted log group is gone for good with its events, metric filters and alarms',
  },
});

/** The two nearest of the numbers that AWS takes, so that a person need not look them up. */
const retentionRefusal = (context: DraftContext): Refusal | undefined => {
  const days = numberOf(context.task, 'retentionDays');
  if (days === undefined || RETENTION_DAYS.includes(days)) return undefined;
  const near = RETENTION_DAYS.toSorted((a, b) => Math.abs(a - days) - Math.abs(b - days));
  return {
    code: 'malformed-value',
    because: `CloudWatch Logs knows no retention of ${days} days.`,
    next: `Ask for ${near[0]} or ${near[1]} days.`,
  };
};

const createGroup = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const rule = { remedies: logGroupRemedies, tier, choices, origin: 'new' } as const;
  const plain = logGroupTemplate(context, facts.name);
  const asked = withFilter(plain, logicalIdOf(facts.name, 'Logs'), context.task);
  const template = applyRemedies(asked, rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

const deleteRefusal = (context: DraftContext, facts: NamedFacts): Refusal | undefined => {
  if (isAtLeast(context.tier, 'staging'))
    return {
      code: 'never-do',
      because: `Nothing is deleted here without a copy, and no plan copies \`${facts.name}\`.`,
      next: 'Ask for a retention instead, after which the events go by themselves.',
    };
  if (presentProperties(facts)['DeletionProtectionEnabled'] !== true) return undefined;
  return {
    code: 'aws-refused',
    because: `The log group \`${facts.name}\` is protected against deletion.`,
    next: 'Take the protection away where the log group is managed; then `/plan`.',
  };
};

const retentionOf = (properties: JsonObject): string => {
  const days = properties['RetentionInDays'];
  return typeof days === 'number' ? `${days} days` : 'for ever';
};

/** A shorter retention is set back in a moment; what it deleted by then is not. */
const honest = (step: StepDraft, before: JsonObject): StepDraft => ({
  ...step,
  inverse: {
    reversibility: 'partly reversible',
    summary: `keep events ${retentionOf(before)} again; those deleted by then are gone`,
  },
});

const updateGroup = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const draft = draftNamedChange(context, facts, ruleOf(context));
  if (!draft.ok) return draft;
  const before = presentProperties(facts);
  const path = '/Properties/RetentionInDays';
  const after = withFields(before, context.task)['RetentionInDays'];
  const was = before['RetentionInDays'];
  const properties = [
    {
      path,
      ...(was === undefined ? {} : { before: was }),
      ...(after === undefined ? {} : { after }),
    },
  ];
  if (!expiresSooner({ action: 'change', type: logGroupTable.type, properties })) return draft;
  const steps = draft.value.steps.map((step) => honest(step, before));
  return accepted({ ...draft.value, steps });
};

/** Pure: what a log group task becomes. */
export const draftLogGroup = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const { taskType } = context.task;
  const refusal =
    retentionRefusal(context) ??
    (taskType === 'DeleteResource' && facts.exists ? deleteRefusal(context, facts) : undefined);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createGroup(context, facts);
  const isCounted = taskType === 'UpdateResource' && facts.exists && asksForFilter(context.task);
  if (isCounted) return draftFilter(context, facts);
  if (taskType === 'UpdateResource') return updateGroup(context, facts);
  return draftNamedChange(context, facts, ruleOf(context));
};
