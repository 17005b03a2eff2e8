import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import { numberOf, targetOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The second version and its part of the calls. */
const routing = (task: MutationTask): JsonObject | undefined => {
  const [version, percent] = [textOf(task, 'secondVersion'), numberOf(task, 'secondPercent')];
  if (version === undefined || percent === undefined) return undefined;
  const weight = { FunctionVersion: version, FunctionWeight: percent / 100 };
  return { AdditionalVersionWeights: [weight] };
};

/** Nothing would leave the second version as it is; an empty list takes it away. */
const NO_SECOND = { AdditionalVersionWeights: [] };

/** A move sends every call to the version it names, but for the part that it gives another. */
const routingAfter = (properties: JsonObject, task: MutationTask): JsonObject => {
  const asked = routing(task);
  if (asked !== undefined) return { RoutingConfig: asked };
  const isMoved = textOf(task, 'version') !== undefined;
  return isMoved && properties['RoutingConfig'] !== undefined ? { RoutingConfig: NO_SECOND } : {};
};

/** Properties of an alias with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const [version, description] = [textOf(task, 'version'), textOf(task, 'description')];
  return {
    ...properties,
    ...(version === undefined ? {} : { FunctionVersion: version }),
    ...(description === undefined ? {} : { Description: description }),
    ...routingAfter(properties, task),
  };
};

/** A name that callers keep, whatever version is behind it. */
export const aliasTemplate = (task: MutationTask, alias: string): Template => {
  const name = targetOf(task);
  const id = logicalIdOf(`${name} ${alias}`, 'Alias');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Alias ${alias} of the function ${name}`,
    Resources: {
      [id]: {
        Type: 'AWS::Lambda::Alias',
        Properties: withFields({ FunctionName: name, Name: alias }, task),
      },
    },
    Outputs: { AliasArn: { Value: { Ref: id } } },
  };
};
