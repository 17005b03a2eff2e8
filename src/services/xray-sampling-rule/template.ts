import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** What X-Ray itself does where nobody says otherwise: one a second, and a twentieth. */
const DEFAULT_RATE = 0.05;
const DEFAULT_RESERVOIR = 1;

const given = (name: string, value: string | number | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

const rate = (task: MutationTask): number | undefined => {
  const percent = numberOf(task, 'ratePercent');
  return percent === undefined ? undefined : percent / 100;
};

const ruleIn = (properties: JsonObject): JsonObject => {
  const rule = properties['SamplingRule'];
  return rule !== undefined && isJsonObject(rule) ? rule : {};
};

/** Properties of a rule with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  SamplingRule: {
    ...ruleIn(properties),
    ...given('FixedRate', rate(task)),
    ...given('ReservoirSize', numberOf(task, 'reservoir')),
    ...given('Priority', numberOf(task, 'priority')),
    ...given('ServiceName', textOf(task, 'service')),
    ...given('URLPath', textOf(task, 'urlPath')),
    ...given('HTTPMethod', textOf(task, 'httpMethod')),
  },
});

/** A new rule takes every request that nothing in it leaves out. */
const everything = (name: string): JsonObject => ({
  RuleName: name,
  Version: 1,
  ResourceARN: '*',
  ServiceType: '*',
  ServiceName: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  FixedRate: DEFAULT_RATE,
  ReservoirSize: DEFAULT_RESERVOIR,
});

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const samplingTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Sampling rule ${name}`,
  Resources: {
    [logicalIdOf(name, 'Sampling')]: {
      Type: 'AWS::XRay::SamplingRule',
      Properties: {
        ...withFields({ SamplingRule: everything(name) }, context.task),
        Tags: tagList(context.tagsFor(name)),
      },
    },
  },
});
