import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { numberOf } from '../task-values.ts';
import type { SamplingFacts } from './facts-schema.ts';
import { samplingTable } from './permissions.ts';
import { SAMPLING_TEMPLATE_TYPES, samplingRemedies } from './remedies.ts';
import { samplingTemplate, withFields } from './template.ts';

/** X-Ray makes this one itself; it is the last of all and can not go. */
const DEFAULT = 'Default';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'sampling rule',
  table: samplingTable,
  types: SAMPLING_TEMPLATE_TYPES,
  remedies: samplingRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: 'make the rule again; until then its requests are sampled by the next rule',
  },
});

/** X-Ray wants each priority once: between two of the same nobody knows which is asked first. */
const priorityRefusal = (context: DraftContext, facts: SamplingFacts): Refusal | undefined => {
  const priority = numberOf(context.task, 'priority');
  const other = facts.others.find((one) => one.priority === priority);
  if (priority === undefined || other === undefined) return undefined;
  return {
    code: 'contradictory',
    because: `The sampling rule \`${other.name}\` has the priority ${priority} already.`,
    next: 'Edit the issue and give another priority; the lowest is asked first.',
  };
};

const createRule = (context: DraftContext, facts: SamplingFacts): Decided<Draft> => {
  const { tier, choices } = context;
  const rule = { remedies: samplingRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(samplingTemplate(context, facts.name), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** Pure: what a task for a sampling rule becomes. */
export const draftSampling = (context: DraftContext, facts: SamplingFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (facts.name === DEFAULT && taskType !== 'UpdateResource')
    return refused({
      code: 'never-do',
      because: 'The sampling rule `Default` is made by X-Ray itself and is asked last of all.',
      next: 'Ask for a rule under another name, or for another rate of this one.',
    });
  const refusal = taskType === 'DeleteResource' ? undefined : priorityRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createRule(context, facts);
  return draftNamedChange(context, facts, ruleOf(context));
};
