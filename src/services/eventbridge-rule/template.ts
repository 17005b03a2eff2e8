import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { DraftContext } from '../service.ts';
import { isFifoName } from '../sqs-queue/names.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { RuleFacts, RuleTarget } from './facts-schema.ts';
import { patternIn } from './when.ts';

/** Properties of a rule with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const schedule = textOf(task, 'schedule');
  const pattern = patternIn(textOf(task, 'eventPattern'));
  const isEnabled = booleanOf(task, 'enabled');
  return {
    ...properties,
    ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
    ...(pattern === undefined ? {} : { EventPattern: pattern }),
    ...(isEnabled === undefined ? {} : { State: isEnabled ? 'ENABLED' : 'DISABLED' }),
  };
};

/** Where the tags of a rule stand, which takes none itself: its companions do. */
const TAGS = 'CoworkerTags';

/** The tags that a rule's companions get. */
export const tagsIn = (template: Template, logicalId: string): readonly Json[] => {
  const metadata = template.Resources[logicalId]?.Metadata;
  const tags = metadata?.[TAGS];
  return Array.isArray(tags) ? (tags as readonly Json[]) : [];
};

const targetOf = (name: string, { arn, kind }: RuleTarget): JsonObject => ({
  Id: 'target',
  Arn: arn,
  ...(kind === 'sqs' && isFifoName(arn) ? { SqsParameters: { MessageGroupId: name } } : {}),
});

/** A function is let in by a permission of its own; queues and topics let in by their policy. */
const permission = (ruleId: string, { arn }: RuleTarget): TemplateResource => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'events.amazonaws.com',
    SourceArn: arnIn(ruleId),
  },
});

/** What was asked and no more; the remedies of the tier are applied to it. */
export const ruleTemplate = (
  context: DraftContext,
  facts: RuleFacts,
  target: RuleTarget,
): Template => {
  const { name } = facts;
  const ruleId = logicalIdOf(name, 'Rule');
  const Properties = {
    Name: name,
    State: 'ENABLED',
    ...withFields({}, context.task),
    Targets: [targetOf(name, target)],
  };
  const Metadata = { [TAGS]: tagList(context.tagsFor(name)) };
  const lets =
    target.kind === 'lambda' ? { [`${ruleId}Permission`]: permission(ruleId, target) } : {};
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Rule ${name}`,
    Resources: { [ruleId]: { Type: 'AWS::Events::Rule', Properties, Metadata }, ...lets },
  };
};
