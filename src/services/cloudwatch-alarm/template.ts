import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { AlarmFacts } from './facts-schema.ts';
import { DEFAULT_COMPARISON } from './name.ts';
import { metricRow, WATCHED } from './watched/metrics.ts';

const MINUTE_SECONDS = 60;
const DEFAULT_PERIOD_MINUTES = 5;

const given = (name: string, value: string | number | boolean | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

const periodSeconds = (minutes: number | undefined): number | undefined =>
  minutes === undefined ? undefined : Math.round(minutes * MINUTE_SECONDS);

/** Properties of an alarm with what the task asks set over them; the rest stays as it is. */
export const withFields = (
  properties: JsonObject,
  { task }: Pick<DraftContext, 'task'>,
  { topic }: Pick<AlarmFacts, 'topic'>,
): JsonObject => ({
  ...properties,
  ...given('Threshold', numberOf(task, 'threshold')),
  ...given('ComparisonOperator', textOf(task, 'comparison')),
  ...given('Period', periodSeconds(numberOf(task, 'periodMinutes'))),
  ...given('EvaluationPeriods', numberOf(task, 'evaluationPeriods')),
  ...given('TreatMissingData', textOf(task, 'missingData')),
  ...given('ActionsEnabled', booleanOf(task, 'enabled')),
  ...(topic === null ? {} : { AlarmActions: [topic.arn] }),
});

/** Namespace, dimensions and statistic: of a thing of AWS, or of a metric of one's own. */
const watchedBy = ({ task }: DraftContext): JsonObject => {
  const [metric = '', resource] = [textOf(task, 'metric'), textOf(task, 'resource')];
  const namespace = textOf(task, 'namespace');
  if (namespace !== undefined)
    return { Namespace: namespace, Statistic: 'Sum', TreatMissingData: 'missing' };
  const row = metricRow(metric, resource);
  if (row === undefined) return {};
  const { namespace: own, dimension } = WATCHED[row.kind];
  return {
    Namespace: own,
    ...(resource === undefined ? {} : { Dimensions: [{ Name: dimension, Value: resource }] }),
    Statistic: row.statistic,
    TreatMissingData: row.missing,
  };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const alarmTemplate = (context: DraftContext, facts: AlarmFacts): Template => {
  const { task } = context;
  const { name } = facts;
  const defaults = {
    ComparisonOperator: DEFAULT_COMPARISON,
    Period: DEFAULT_PERIOD_MINUTES * MINUTE_SECONDS,
    EvaluationPeriods: 1,
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Alarm ${name}`,
    Resources: {
      [logicalIdOf(name, 'Alarm')]: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: name,
          MetricName: textOf(task, 'metric') ?? '',
          ...withFields({ ...defaults, ...watchedBy(context) }, context, facts),
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
};
