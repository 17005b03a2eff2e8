import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { decideFound, draftByIdChange, draftByIdCreate, existingOf } from '../by-id/draft.ts';
import type { Found } from '../by-id/facts-schema.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { decideVpc } from '../network/choose.ts';
import type { Draft, DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { GroupFacts } from './facts-schema.ts';
import { groupTable } from './permissions.ts';
import { GROUP_TEMPLATE_TYPES, groupRemedies } from './remedies.ts';
import { absentRule, isRevoked, ruleRefusal } from './rule-refusal.ts';
import { askedRule, namesRule, ruleWords, withRule } from './rules.ts';
import { groupTemplate, ruleDescription } from './template.ts';

const TITLE = 'security group';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: TITLE,
  table: groupTable,
  types: GROUP_TEMPLATE_TYPES,
  remedies: groupRemedies,
  edit: (properties) => {
    const rule = askedRule(context.task);
    const how = { isRevoked: isRevoked(context.task), description: ruleDescription(context) };
    return rule === undefined ? properties : withRule(properties, rule, how);
  },
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make a group with the same rules; it has another id',
  },
});

const createGroup = (context: DraftContext, facts: GroupFacts): Decided<Draft> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { tier, choices } = context;
  const rule = { remedies: groupRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(groupTemplate(context, vpc.value.id), rule);
  // One name can stand once in each VPC.
  const found = facts.found.filter(({ vpcId }) => vpcId === vpc.value.id);
  const name = targetOf(context.task);
  return draftByIdCreate(context, { ...facts, found }, { title: TITLE, name, template });
};

/** AWS keeps one group in each VPC, for what names none; that one stays empty. */
const defaultRefusal = (context: DraftContext, { id, isDefault }: Found): Refusal | undefined => {
  if (!isDefault || isRevoked(context.task)) return undefined;
  const isDelete = context.task.taskType === 'DeleteResource';
  return {
    code: isDelete ? 'aws-refused' : 'never-do',
    because:
      `\`${id}\` is the default group of its VPC, which ` +
      (isDelete ? 'AWS keeps as long as the VPC.' : 'whatever names no group gets.'),
    next: isDelete
      ? 'Revoke its rules instead, one in each request, so that it lets nothing through.'
      : 'Ask for a group of its own with this rule, and leave the default one empty.',
  };
};

const changeRefusal = (context: DraftContext, facts: GroupFacts): Refusal | undefined => {
  const one = decideFound(context, TITLE, facts.found);
  if (!one.ok) return one.refusal;
  const refusal = defaultRefusal(context, one.value);
  if (refusal !== undefined || context.task.taskType === 'DeleteResource') return refusal;
  if (facts.owner.owner === 'foreign') return undefined;
  return absentRule(context.task, presentProperties(existingOf(facts, one.value)));
};

/** What the rule does, at the end of each step that writes it. */
const withWords = (context: DraftContext, draft: Draft): Draft => {
  const rule = askedRule(context.task);
  if (rule === undefined) return draft;
  const isNew = context.task.taskType === 'CreateResource';
  const verb = isRevoked(context.task) ? 'revoke ' : 'authorize ';
  const what = `${isNew ? '' : verb}${ruleWords(rule)}`;
  const steps = draft.steps.map((step) => ({ ...step, summary: `${step.summary}: ${what}` }));
  return { ...draft, steps };
};

const UNKNOWN_ACTION: Refusal = {
  code: 'missing-field',
  because: 'Which rule is meant is not said.',
  next: 'Edit the issue and add lines such as `Port: 443` and `CIDR: 10.20.0.0/16`.',
};

/** Pure: what a task for a security group becomes, or why it can not be. */
export const draftGroup = (context: DraftContext, facts: GroupFacts): Decided<Draft> => {
  const { task } = context;
  const isDelete = task.taskType === 'DeleteResource';
  const refusal = isDelete ? undefined : ruleRefusal(task, facts);
  if (refusal !== undefined) return refused(refusal);
  if (task.taskType === 'CreateResource') {
    const made = createGroup(context, facts);
    return made.ok ? accepted(withWords(context, made.value)) : made;
  }
  if (task.parameters['action'] !== undefined && !namesRule(task)) return refused(UNKNOWN_ACTION);
  const why = changeRefusal(context, facts);
  if (why !== undefined) return refused(why);
  const draft = draftByIdChange(context, facts, ruleOf(context));
  return draft.ok ? accepted(withWords(context, draft.value)) : draft;
};
