import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The runtime that CloudFront makes new functions for. */
const RUNTIME = 'cloudfront-js-2.0';

/** Properties of a function with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const [code, comment] = [textOf(task, 'code'), textOf(task, 'comment')];
  const config = properties['FunctionConfig'];
  const before = isJsonObject(config) ? config : {};
  return {
    ...properties,
    ...(code === undefined ? {} : { FunctionCode: code }),
    ...(comment === undefined ? {} : { FunctionConfig: { ...before, Comment: comment } }),
  };
};

/** The code as it was given, waiting to be published until somebody asks for it. */
export const functionTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `CloudFront Function ${name}`,
  Resources: {
    [logicalIdOf(name, 'Function')]: {
      Type: 'AWS::CloudFront::Function',
      Properties: withFields(
        { Name: name, AutoPublish: false, FunctionConfig: { Comment: name, Runtime: RUNTIME } },
        context.task,
      ),
    },
  },
});
