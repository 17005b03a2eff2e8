import { ownerOf } from '../../agents/roster.ts';
import type { OperateDraft } from '../../plan/step.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { targetMissing } from '../existing-target.ts';
import type { ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { lastName } from '../sqs-queue/names.ts';
import type { BudgetFacts } from './facts-schema.ts';
import { DELETE_BUDGET } from './operations.ts';
import { budgetTable } from './permissions.ts';
import { BUDGET_TEMPLATE_TYPES, budgetRemedies } from './remedies.ts';
import { addressesOf, budgetTemplate, withFields } from './template.ts';

const TITLE = 'budget';
const MOST_ADDRESSES = 10;

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: budgetTable,
  types: BUDGET_TEMPLATE_TYPES,
  remedies: budgetRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: 'make the budget again; until then nobody is told what is spent',
  },
});

const topicRefusal = ({ topic, arn }: BudgetFacts): Refusal | undefined => {
  if (topic === null || (topic.exists && topic.letsIn)) return undefined;
  const name = lastName(topic.arn);
  if (!topic.exists)
    return {
      code: 'target-not-found',
      because: `There is no topic \`${name}\` that the budget could tell.`,
      next: 'Ask for the topic first, mend its name in the issue, or name a mail address.',
    };
  return {
    code: 'missing-permission',
    because: `The policy of the topic \`${name}\` does not let AWS Budgets publish to it.`,
    next:
      'Add to it, where it is managed: allow `sns:Publish` to `budgets.amazonaws.com` with ' +
      `\`aws:SourceArn\` \`${arn}\`; then \`/plan\`. Or name a mail address.`,
  };
};

const subscriberRefusal = ({ task }: DraftContext, facts: BudgetFacts): Refusal | undefined => {
  const addresses = addressesOf(task);
  if (addresses.length > MOST_ADDRESSES)
    return {
      code: 'malformed-value',
      because: `A budget tells ${MOST_ADDRESSES} mail addresses at most, not ${addresses.length}.`,
      next: 'Edit the issue and name a mailing list, or a topic.',
    };
  if (addresses.length > 0 || facts.topic !== null) return topicRefusal(facts);
  return {
    code: 'missing-field',
    because: 'A budget that tells nobody is a table that nobody opens: nothing stops at its limit.',
    next: 'Edit the issue and name a mail address, or `Topic: cost-alerts`.',
  };
};

const createBudget = (context: DraftContext, facts: BudgetFacts): Decided<Draft> => {
  const refusal = subscriberRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices } = context;
  const rule = { remedies: budgetRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(budgetTemplate(context, facts), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

/** The deletion of a budget that no stack owns, by its own call. */
const deletionOf = (context: DraftContext, facts: BudgetFacts): OperateDraft => ({
  ...draftCall(context, DELETE_BUDGET, facts.arn),
  summary: `delete budget ${facts.name}`,
  changes: [
    {
      action: 'delete',
      logicalId: facts.name,
      type: budgetTable.type,
      physicalId: facts.name,
      ownerAgent: ownerOf(budgetTable.type),
      properties: [],
      losesData: false,
      isSensitive: false,
      isConditional: false,
    },
  ],
});

const changeLoose = (context: DraftContext, facts: BudgetFacts): Decided<Draft> => {
  if (context.task.taskType === 'DeleteResource')
    return accepted({ steps: [deletionOf(context, facts)], deviations: [] });
  return refused({
    code: 'no-route',
    because:
      `No stack owns the budget \`${facts.name}\`, and Cloud Control, by which such things are ` +
      'changed, knows no budgets.',
    next: 'Ask for a budget under another name, then for the deletion of this one.',
  });
};

/** Pure: what a task for a budget becomes. */
export const draftBudget = (context: DraftContext, facts: BudgetFacts): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createBudget(context, facts);
  if (!facts.exists) return refused(targetMissing(TITLE, facts.name));
  if (facts.owner.owner === 'nobody') return changeLoose(context, facts);
  return draftNamedChange(context, facts, ruleOf(context));
};
