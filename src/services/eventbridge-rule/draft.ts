import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import { draftCall } from '../operate-call.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { RuleFacts, RuleTarget } from './facts-schema.ts';
import { DISABLE } from './operations.ts';
import { ruleTable } from './permissions.ts';
import { RULE_TEMPLATE_TYPES, ruleRemedies } from './remedies.ts';
import { ruleTemplate, withFields } from './template.ts';
import { patternRefusal, scheduleRefusal } from './when.ts';

const ruleOf = (context: DraftContext): ExistingRule => ({
  title: 'rule',
  table: ruleTable,
  types: RULE_TEMPLATE_TYPES,
  remedies: ruleRemedies,
  edit: (properties) => withFields(properties, context.task),
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make the rule again; events of the time between are not caught up',
  },
});

const missing = (because: string, next: string): Refusal => ({
  code: 'missing-field',
  because,
  next,
});

const whenRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const [schedule, pattern] = [textOf(task, 'schedule'), textOf(task, 'eventPattern')];
  if (task.taskType === 'CreateResource' && (schedule ?? pattern) === undefined)
    return missing(
      'A rule needs a schedule or a pattern of events.',
      'Edit the issue: `Schedule: rate(1 day)`, or `Event pattern: {"source":["aws.ec2"]}`.',
    );
  return scheduleRefusal(schedule) ?? patternRefusal(pattern);
};

const ACTIONS = { lambda: '', sqs: 'sqs:SendMessage', sns: 'sns:Publish' } as const;

const notLetIn = ({ arn, kind }: RuleTarget, ruleArn: string): Refusal => ({
  code: 'missing-permission',
  because: `The policy of \`${arn}\` does not let the rule in, and events would be lost.`,
  next:
    `Add to it, where it is managed: allow \`${ACTIONS[kind]}\` to \`events.amazonaws.com\` with ` +
    `\`aws:SourceArn\` \`${ruleArn}\`; then \`/plan\`.`,
});

/** The one thing that a rule shall call; several of one name are asked about. */
const decideTarget = (context: DraftContext, facts: RuleFacts): Decided<RuleTarget> => {
  const asked = textOf(context.task, 'target') ?? '';
  const [first, ...others] = facts.targets;
  if (first === undefined)
    return refused({
      code: 'target-not-found',
      because: `There is no function, queue or topic \`${asked}\` here that a rule could call.`,
      next: 'Mend the target in the issue. For any other kind give a CloudFormation template.',
    });
  if (others.length > 0) {
    const arns = facts.targets.map(({ arn }) => `\`${arn}\``).join(', ');
    return refused(
      missing(
        `Several things are called \`${asked}\`: ${arns}.`,
        'Edit the issue and name the ARN.',
      ),
    );
  }
  return first.letsIn ? accepted(first) : refused(notLetIn(first, facts.arn));
};

const createRule = (context: DraftContext, facts: RuleFacts): Decided<Draft> => {
  const target = decideTarget(context, facts);
  if (!target.ok) return target;
  const { tier, choices } = context;
  const rule = { remedies: ruleRemedies, tier, choices, origin: 'new' } as const;
  const template = applyRemedies(ruleTemplate(context, facts, target.value), rule);
  return draftNamedCreate(context, facts, { ...ruleOf(context), template, deviations: [] });
};

const managedRefusal = (facts: RuleFacts): Refusal | undefined =>
  facts.managedBy === ''
    ? undefined
    : {
        code: 'no-route',
        because: `The rule \`${facts.name}\` is made and looked after by \`${facts.managedBy}\`.`,
        next: 'Change it in that service; what is done behind its back breaks it.',
      };

/** What is there once the rule is turned off: the deletion behind it must find exactly that. */
const turnedOff = (facts: RuleFacts): RuleFacts =>
  facts.properties === null
    ? facts
    : { ...facts, properties: { ...facts.properties, State: 'DISABLED' } };

/** A rule that runs is turned off first, so that nothing is called while it goes. */
const deleteRule = (context: DraftContext, facts: RuleFacts): Decided<Draft> => {
  const draft = draftNamedChange(context, turnedOff(facts), ruleOf(context));
  if (!draft.ok || facts.state === 'DISABLED') return draft;
  const off = {
    ...draftCall(context, DISABLE, facts.name),
    summary: `turn off rule ${facts.name}`,
  };
  return accepted({ ...draft.value, steps: [off, ...draft.value.steps] });
};

const kindRefusal = (context: DraftContext, facts: RuleFacts): Refusal | undefined => {
  const { ScheduleExpression, EventPattern } = presentProperties(facts);
  const becomesBoth =
    (textOf(context.task, 'schedule') !== undefined && EventPattern !== undefined) ||
    (textOf(context.task, 'eventPattern') !== undefined && ScheduleExpression !== undefined);
  if (!becomesBoth) return undefined;
  return {
    code: 'contradictory',
    because: `\`${facts.name}\` would run by its schedule and by its pattern at once.`,
    next: 'Ask for a second rule, or give the template of both if that is meant.',
  };
};

/** Pure: what a task for a rule of EventBridge becomes. */
export const draftRule = (context: DraftContext, facts: RuleFacts): Decided<Draft> => {
  const refusal = managedRefusal(facts) ?? whenRefusal(context);
  if (refusal !== undefined) return refused(refusal);
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return createRule(context, facts);
  if (taskType === 'DeleteResource') return deleteRule(context, facts);
  const both = kindRefusal(context, facts);
  return both === undefined ? draftNamedChange(context, facts, ruleOf(context)) : refused(both);
};
