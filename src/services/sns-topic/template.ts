import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { SnsFacts } from './facts-schema.ts';
import { withSubscribers } from './subscribe.ts';

const FIFO = '.fifo';

/** The name as AWS wants it: FIFO topics end in `.fifo`. */
export const topicName = (asked: string, task: MutationTask): string =>
  booleanOf(task, 'fifo') === true && !asked.endsWith(FIFO) ? `${asked}${FIFO}` : asked;

const given = (name: string, value: string | boolean | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

/** Properties of a topic with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...given('DisplayName', textOf(task, 'displayName')),
  ...given('ContentBasedDeduplication', booleanOf(task, 'contentBasedDeduplication')),
  ...given('KmsMasterKeyId', textOf(task, 'kmsKey')),
});

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const topicTemplate = (context: DraftContext, facts: SnsFacts): Template => {
  const { task } = context;
  const { name, subscribers } = facts;
  const topicId = logicalIdOf(name.replace(/\.fifo$/, ''), 'Topic');
  const topic: TemplateResource = {
    Type: 'AWS::SNS::Topic',
    Properties: {
      TopicName: name,
      ...(name.endsWith(FIFO) ? { FifoTopic: true } : {}),
      ...withFields({}, task),
      Tags: tagList(context.tagsFor(name)),
    },
  };
  const template: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Topic ${name}`,
    Resources: { [topicId]: topic },
  };
  return withSubscribers(template, { id: topicId, ref: { Ref: topicId } }, subscribers);
};
