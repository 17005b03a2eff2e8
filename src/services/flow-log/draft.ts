import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isAtLeast } from '../../task/tier.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { existingOf, newName } from '../by-id/draft.ts';
import type { Found } from '../by-id/facts-schema.ts';
import { textIn } from '../compare.ts';
import { afterCompanion, withCompanionRemoved, type CompanionStack } from '../companion-stack.ts';
import { presentProperties } from '../existing-tasks.ts';
import { RETENTION_DAYS } from '../log-group/fields.ts';
import { decideVpc } from '../network/choose.ts';
import { EDIT } from '../edit-issue.ts';
import { FLOW_LOGS } from '../network/kinds.ts';
import { draftPart, partTemplate, type PartRule } from '../network/part-draft.ts';
import { referencesOf } from '../resolve.ts';
import type { Draft, DraftContext } from '../service.ts';
import { thingAt } from '../task-order/user.ts';
import { numberOf } from '../task-values.ts';
import type { FlowLogFacts } from './facts-schema.ts';
import { flowLogTable } from './permissions.ts';
import { FLOW_LOG_TEMPLATE_TYPES, flowGroupRemedies, flowLogRemedies } from './remedies.ts';
import { DELIVERY, deliveryTemplate, flowLogResources } from './template.ts';

const daysOf = (context: DraftContext): number =>
  numberOf(context.task, 'retentionDays') ?? (isAtLeast(context.tier, 'production') ? 90 : 30);

const finished = (context: DraftContext, template: Template): Template => {
  const { tier, choices } = context;
  return applyRemedies(template, { remedies: flowGroupRemedies, tier, choices, origin: 'new' });
};

const refusalOf = (context: DraftContext, facts: FlowLogFacts, vpcId: string) => {
  const days = daysOf(context);
  if (!RETENTION_DAYS.includes(days)) {
    const near = RETENTION_DAYS.toSorted((a, b) => Math.abs(a - days) - Math.abs(b - days));
    return {
      code: 'malformed-value',
      because: `CloudWatch Logs knows no retention of ${days} days.`,
      next: `Ask for ${near[0]} or ${near[1]} days. ${EDIT}`,
    } as const satisfies Refusal;
  }
  const one = facts.watched.find(({ resourceId }) => resourceId === vpcId);
  if (one === undefined || facts.ownStack !== null) return undefined;
  return {
    code: 'name-taken',
    because: `The VPC \`${vpcId}\` keeps the flow log \`${one.id}\` already.`,
    next: `Use that one, or name another VPC. ${EDIT}`,
  } as const satisfies Refusal;
};

const partsOf = (context: DraftContext, vpcId: string) => ({
  name: newName(context),
  called: newName(context),
  vpc: vpcId,
  days: daysOf(context),
});

const make = (context: DraftContext, facts: FlowLogFacts): Decided<Template> => {
  const vpc = decideVpc(context, facts);
  if (!vpc.ok) return vpc;
  const { id } = vpc.value;
  const refusal = refusalOf(context, facts, id);
  if (refusal !== undefined) return refused(refusal);
  const Resources = flowLogResources(context, partsOf(context, id));
  return accepted(finished(context, { ...partTemplate('Flow log', newName(context)), Resources }));
};

const VPC = 'AWS::EC2::VPC';

/** True where another task of the issue deletes what the flow log watches. */
const goesWithNetwork = (context: DraftContext, facts: FlowLogFacts, one: Found): boolean => {
  const { siblings, account, region } = context;
  const existing = existingOf(facts, one);
  const watched = presentProperties(existing)['ResourceId'];
  const stack = facts.owner.owner === 'ours' ? facts.owner.stack : undefined;
  const leaving = stack === undefined ? [] : (siblings?.leaves?.(stack.stackId) ?? []);
  if (referencesOf(watched).some((id) => leaving.includes(id))) return true;
  const network = thingAt({ accountId: account.id, region }, VPC, textIn(watched));
  return siblings?.deletes({ words: '', is: [network] }) === true;
};

/** A network in production keeps its flow log as long as it stands. */
const objectionOf =
  (facts: FlowLogFacts): NonNullable<PartRule<FlowLogFacts>['objection']> =>
  (context, one) => {
    const isKept =
      context.task.taskType === 'DeleteResource' && isAtLeast(context.tier, 'production');
    if (!isKept || goesWithNetwork(context, facts, one)) return undefined;
    return {
      code: 'never-do',
      because: 'A network in production keeps its flow log (POLICY-NET-04).',
      next:
        'Ask in this same issue for the deletion of its network as well, or for a shorter ' +
        'retention of its logs.',
    };
  };

const RULE: PartRule<FlowLogFacts> = {
  kind: FLOW_LOGS,
  table: flowLogTable,
  types: FLOW_LOG_TEMPLATE_TYPES,
  remedies: flowLogRemedies,
  inverseOfDelete: {
    reversibility: 'partly reversible',
    summary: 'make another flow log; what passed in between is not in it',
  },
  make,
};

const deliveryOf = (context: DraftContext, facts: FlowLogFacts): CompanionStack => ({
  suffix: DELIVERY,
  template: finished(context, deliveryTemplate(context, partsOf(context, ''))),
  own: facts.deliveryStack,
  summary: `create the role that delivers flow log ${newName(context)}`,
});

const RETENTION: Refusal = {
  code: 'unsupported-task',
  because: 'A flow log itself keeps nothing: how long is the retention of its log group.',
  next: 'Ask for the retention of that log group, by its name.',
};

/** Pure: what a task for a flow log becomes, or why it can not be. */
export const draftFlowLog = (context: DraftContext, facts: FlowLogFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'UpdateResource' && numberOf(context.task, 'retentionDays') !== undefined)
    return refused(RETENTION);
  const draft = draftPart(context, facts, { ...RULE, objection: objectionOf(facts) });
  if (taskType === 'CreateResource')
    return afterCompanion(context, deliveryOf(context, facts), draft);
  return taskType === 'DeleteResource'
    ? withCompanionRemoved(context, facts.deliveryStack, draft)
    : draft;
};
