import { refused, type Decided } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { Draft, DraftContext } from '../service.ts';
import { booleanOf } from '../task-values.ts';
import { groupTable } from './permissions.ts';
import { GROUP_TEMPLATE_TYPES, groupRemedies } from './remedies.ts';
import { groupTemplate, withFields } from './template.ts';

/** X-Ray makes this one itself, and it stays. */
const DEFAULT = 'Default';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'group of traces',
  table: groupTable,
  types: GROUP_TEMPLATE_TYPES,
  remedies: groupRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the group again; its metrics and insights begin anew, traces are not touched',
  },
});

const createGroup = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const { tier, choices, task } = context;
  const declined = booleanOf(task, 'insights') === false ? ['XRAY-02'] : [];
  const rule = { remedies: groupRemedies, tier, choices, origin: 'new', declined } as const;
  const template = applyRemedies(groupTemplate(context, facts.name), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** Pure: what a task for a group of traces becomes. */
export const draftGroup = (context: DraftContext, facts: NamedFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (facts.name === DEFAULT && taskType !== 'UpdateResource')
    return refused({
      code: 'never-do',
      because: 'The group `Default` is made by X-Ray itself and holds every trace.',
      next: 'Ask for a group under another name.',
    });
  if (taskType === 'CreateResource') return createGroup(context, facts);
  return draftNamedChange(context, facts, ruleOf(context));
};
