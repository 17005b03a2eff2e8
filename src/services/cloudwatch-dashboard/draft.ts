import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { DashboardFacts } from './facts-schema.ts';
import { dashboardTable } from './permissions.ts';
import { DASHBOARD_TEMPLATE_TYPES, dashboardRemedies } from './remedies.ts';
import { shownIn } from './shown.ts';
import { dashboardTemplate, withFields } from './template.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'dashboard',
  table: dashboardTable,
  types: DASHBOARD_TEMPLATE_TYPES,
  remedies: dashboardRemedies,
  edit: (properties) => withFields(properties, context),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the dashboard again; what people had drawn on it by hand is gone',
  },
});

const LIST = 'function, queue, topic, rule, table, instance, database, api or alarm';

const shownRefusal = ({ task }: DraftContext, facts: DashboardFacts): Refusal | undefined => {
  const shown = shownIn(task);
  const isAsked = task.taskType === 'CreateResource' || task.parameters['shows'] !== undefined;
  if (isAsked && task.taskType !== 'DeleteResource' && shown.length === 0)
    return {
      code: 'missing-field',
      because: 'An empty dashboard shows nothing.',
      next: `Edit the issue and name what it shows, each a ${LIST}: \`Shows: function orders\`.`,
    };
  if (facts.missing.length === 0) return undefined;
  const list = facts.missing.map((one) => `\`${one}\``).join(', ');
  return {
    code: 'target-not-found',
    because: `What shall be shown is not here: ${list}.`,
    next: 'Mend the names in the issue, or ask for these things first.',
  };
};

/** Pure: what a task for a dashboard becomes. */
export const draftDashboard = (context: DraftContext, facts: DashboardFacts): Decided<Draft> => {
  const refusal = shownRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const rule = ruleOf(context);
  if (context.task.taskType !== 'CreateResource') return draftNamedChange(context, facts, rule);
  const template = dashboardTemplate(context, facts.name);
  return draftNamedCreate(context, facts, { ...rule, template, deviations: [] });
};
