import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { canonicalJson } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { policyTable } from './permissions.ts';
import { draftStackUpdate, type ExistingRule } from '../existing-tasks.ts';
import { draftNamedChange, draftNamedCreate } from '../named/draft.ts';
import type { Draft, DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { parseOwnTemplate, propertiesOf, withProperties } from '../template-edit.ts';
import type { ScalingPolicyFacts } from './facts-schema.ts';
import { askedRefusal, createRefusal, kindRefusal, meantRefusal } from './refusals.ts';
import { SCALING_POLICY_TYPES } from './remedies.ts';
import { stepsFrom, thresholdOf } from './steps.ts';
import { scalingPolicyTemplate, withFields } from './template.ts';

const TITLE = 'scaling policy';

const groupIn = ({ task }: DraftContext): string => textOf(task, 'autoScalingGroup') ?? '';

const ruleOf = (context: DraftContext, { requestLabel }: ScalingPolicyFacts): ExistingRule => ({
  title: TITLE,
  table: policyTable,
  types: SCALING_POLICY_TYPES,
  remedies: [],
  edit: (properties) => withFields(properties, context.task, requestLabel),
  inverseOfDelete: {
    reversibility: 'reversible',
    summary: `make the policy of ${groupIn(context)} again; until then it scales without it`,
  },
});

const createPolicy = (context: DraftContext, facts: ScalingPolicyFacts): Decided<Draft> => {
  const refusal = createRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  const template = scalingPolicyTemplate(context, facts.requestLabel);
  const rule = { ...ruleOf(context, facts), template, deviations: [] };
  return draftNamedCreate(context, { ...facts, name: `of ${groupIn(context)}` }, rule);
};

/** Alarms of a stack that call one policy of it begin where its first step begins. */
const withAlarms = (template: Template, policyId: string, threshold: number): Template =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .filter(([id]) =>
      canonicalJson(propertiesOf(template, id)).includes(canonicalJson({ Ref: policyId })),
    )
    .reduce((edited, [id]) => withProperties(edited, id, { Threshold: threshold }), template);

/** Other steps, and the alarm that calls them, in one update. */
const updateSteps = (context: DraftContext, facts: ScalingPolicyFacts): Decided<Draft> => {
  const steps = stepsFrom(context.task.parameters['steps']);
  const { owner } = facts;
  if (steps === undefined || owner.owner !== 'ours')
    return draftNamedChange(context, facts, ruleOf(context, facts));
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const before = propertiesOf(parsed.value, owner.logicalId);
  const after = withFields(before, context.task, '');
  const edited = withProperties(parsed.value, owner.logicalId, after);
  const template = withAlarms(edited, owner.logicalId, thresholdOf(steps));
  return draftStackUpdate(context, owner.stack, template);
};

const othersWords = (others: number): string =>
  others === 1 ? '1 other policy of it goes on' : `${others} other policies of it go on`;

/** What a group does without it, so that nobody has to know which others there are. */
const leftDeviation = (context: DraftContext, facts: ScalingPolicyFacts): Deviation => {
  const [one] = facts.meant;
  const others = facts.policies.filter(({ arn }) => arn !== one?.arn).length;
  const alarms = facts.owner.owner === 'ours' || one?.type === 'TargetTrackingScaling';
  const left = alarms ? [] : (one?.alarms ?? []);
  const size = facts.group?.desired ?? 0;
  return {
    taskId: context.task.id,
    asked: `the deletion of \`${facts.name}\``,
    planned: `as asked; the group \`${groupIn(context)}\` stays`,
    because: [
      others === 0
        ? `it then keeps its ${size} instances until somebody changes that`
        : othersWords(others),
      ...left.map((name) => `the alarm \`${name}\` stays, and calls nothing`),
    ].join('; '),
  };
};

const deletePolicy = (context: DraftContext, facts: ScalingPolicyFacts): Decided<Draft> => {
  const draft = draftNamedChange(context, facts, ruleOf(context, facts));
  if (!draft.ok) return draft;
  return accepted({ ...draft.value, deviations: [leftDeviation(context, facts)] });
};

/** Pure: what a task for a scaling policy becomes, or why it can not be. */
export const draftScalingPolicy = (
  context: DraftContext,
  facts: ScalingPolicyFacts,
): Decided<Draft> => {
  const { taskType } = context.task;
  const refusal = askedRefusal(context, facts);
  if (refusal !== undefined) return refused(refusal);
  if (taskType === 'CreateResource') return createPolicy(context, facts);
  const meant = meantRefusal(context, facts);
  if (meant !== undefined) return refused(meant);
  if (taskType === 'DeleteResource') return deletePolicy(context, facts);
  const kind = kindRefusal(context, facts);
  return kind === undefined ? updateSteps(context, facts) : refused(kind);
};
