import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { presentProperties, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { lastName } from '../sqs-queue/names.ts';
import { numberOf, textOf } from '../task-values.ts';
import type { AlarmFacts } from './facts-schema.ts';
import { alarmTable } from './permissions.ts';
import { ALARM_TEMPLATE_TYPES, alarmRemedies } from './remedies.ts';
import { alarmTemplate, withFields } from './template.ts';
import { metricRow, WATCHED } from './watched/metrics.ts';
import { EDIT } from '../edit-issue.ts';

const DAY_SECONDS = 86_400;

const ruleOf = (context: DraftContext, facts: AlarmFacts): ExistingRule => ({
  title: 'alarm',
  table: alarmTable,
  types: ALARM_TEMPLATE_TYPES,
  remedies: alarmRemedies,
  edit: (properties) => withFields(properties, context, facts),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: 'make the alarm again; until then nobody is told',
  },
});

const metricRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const [metric = '', resource] = [textOf(task, 'metric'), textOf(task, 'resource')];
  if (textOf(task, 'namespace') !== undefined) return undefined;
  const row = metricRow(metric, resource);
  if (row === undefined)
    return {
      code: 'missing-field',
      because: `No service of AWS that is known here sends a metric \`${metric}\`.`,
      next: 'Mend its name, or name the namespace of your own metric: `Namespace: Shop`.',
    };
  if (resource !== undefined) return undefined;
  return {
    code: 'missing-field',
    because: `\`${metric}\` of everything at once would hide what is wrong with one ${row.kind}.`,
    next: `Edit the issue: \`Resource: …\` (its ${WATCHED[row.kind].dimension}).`,
  };
};

const watchedRefusal = ({ task, siblings }: DraftContext, facts: AlarmFacts): Refusal | undefined =>
  facts.isWatchedThere || siblings?.makes(undefined, textOf(task, 'resource') ?? '') === true
    ? undefined
    : {
        code: 'target-not-found',
        because: `There is no \`${textOf(task, 'resource') ?? ''}\` here: nothing would ring.`,
        next: 'Mend the name of what is watched in the issue, or ask for it first.',
      };

/** The key that SNS has of its own lets no other service in. */
const OWN_KEY = /(^|\/)alias\/aws\/sns$|^alias\/aws\/sns$/;

const topicRefusal = ({ topic }: AlarmFacts): Refusal | undefined => {
  if (topic === null) return undefined;
  const name = lastName(topic.arn);
  if (!topic.exists)
    return {
      code: 'target-not-found',
      because: `There is no topic \`${name}\` that the alarm could tell.`,
      next: 'Ask for the topic first, or mend its name in the issue.',
    };
  if (!OWN_KEY.test(topic.key)) return undefined;
  return {
    code: 'missing-permission',
    because:
      `The topic \`${name}\` is encrypted with \`alias/aws/sns\`, which CloudWatch may not use: ` +
      'the alarm would tell nobody.',
    next: 'Give the topic a key of your own whose policy lets CloudWatch use it; then `/plan`.',
  };
};

const timeRefusal = (context: DraftContext, facts: AlarmFacts): Refusal | undefined => {
  const minutes = numberOf(context.task, 'periodMinutes');
  if (minutes !== undefined && !Number.isInteger(minutes))
    return { code: 'malformed-value', because: 'A period is of whole minutes here.', next: EDIT };
  const after = withFields(presentProperties(facts), context, facts);
  const [period, periods] = [
    Number(after['Period'] ?? 300),
    Number(after['EvaluationPeriods'] ?? 1),
  ];
  if (period * periods <= DAY_SECONDS) return undefined;
  return {
    code: 'malformed-value',
    because: 'CloudWatch looks back one day at most: periods times their length is more.',
    next: EDIT,
  };
};

const createAlarm = (context: DraftContext, facts: AlarmFacts): Decided<Draft> => {
  const refusal = metricRefusal(context) ?? watchedRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const { tier, choices, task } = context;
  const rule = { remedies: alarmRemedies, tier, choices, origin: 'new' } as const;
  const asked = textOf(task, 'name') ?? facts.name;
  const deviation = {
    taskId: task.id,
    asked: `name ${asked}`,
    planned: `name ${facts.name}`,
    because: 'alarms here are named {environment}-{service}-{metric}-{condition}',
  };
  return draftNamedCreate(context, facts, {
    ...ruleOf(context, facts),
    template: applyRemedies(alarmTemplate(context, facts), rule),
    deviations: asked === facts.name ? [] : [deviation],
  });
};

const SCALING = /^arn:aws:autoscaling:/;

/** Why an alarm is not touched: others are made of it, or scale by it. */
const useRefusal = (facts: AlarmFacts): Refusal | undefined => {
  const actions = listOf(presentProperties(facts)['AlarmActions']).map(textIn);
  if (actions.some((one) => SCALING.test(one)))
    return {
      code: 'no-route',
      because: `A scaling policy acts by the alarm \`${facts.name}\`, and would be blind or wrong.`,
      next: 'Change the scaling policy, where it is managed; it keeps its own alarms.',
    };
  if (facts.parents.length === 0) return undefined;
  const list = facts.parents.map((name) => `\`${name}\``).join(', ');
  return {
    code: 'still-in-use',
    because: `The composite alarm ${list} is made of \`${facts.name}\`.`,
    next: 'Take it out of the rule of that alarm first; then `/plan`.',
  };
};

/** Pure: what a task for an alarm becomes. */
export const draftAlarm = (context: DraftContext, facts: AlarmFacts): Decided<Draft> => {
  const refusal = topicRefusal(facts) ?? timeRefusal(context, facts) ?? useRefusal(facts);
  if (refusal !== undefined) return refused(refusal);
  return context.task.taskType === 'CreateResource'
    ? createAlarm(context, facts)
    : draftNamedChange(context, facts, ruleOf(context, facts));
};
