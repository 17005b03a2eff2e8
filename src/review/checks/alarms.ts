import { listOf, memberOf, refsIn, textOf, valueAt, type Value } from '../template/value.ts';
import type { ModelResource } from '../template/model.ts';
import { physicalNameOf } from '../template/names.ts';
import { anyOf, lacking, pass, type NamedJudge, type Subject } from './judgement.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

const metricsOf = (alarm: ModelResource): readonly Value[] => [
  alarm.properties,
  ...listOf(valueAt(alarm.properties, 'Metrics')).map((one) => valueAt(one, 'MetricStat.Metric')),
];

const watches = (metric: Value, subject: Subject): boolean => {
  const dimensions = listOf(memberOf(metric, 'Dimensions')).map((one) => memberOf(one, 'Value'));
  const name = textOf(physicalNameOf(subject.resource));
  return dimensions.some(
    (value) =>
      refsIn(value).includes(subject.resource.id) || (name !== undefined && textOf(value) === name),
  );
};

/** True when an alarm of the template watches the metric of this resource. */
const hasAlarm = (subject: Subject, metricName: string): boolean =>
  [...subject.model.resources.values()]
    .filter((one) => one.type === ALARM)
    .flatMap(metricsOf)
    .some((metric) => {
      const name = textOf(memberOf(metric, 'MetricName')) ?? '';
      return (name === metricName || name.startsWith(`${metricName}_`)) && watches(metric, subject);
    });

/** Each metric has an alarm on this resource. */
export const alarms: NamedJudge = (subject, options) => {
  const missing = (options.metrics ?? []).filter((name) => !hasAlarm(subject, name));
  return missing.length === 0
    ? pass('every metric has an alarm')
    : lacking(subject, [ALARM], `no alarm on ${missing.join(', ')}`);
};

/** A target group or an alarm on the status check watches the instance. */
export const healthChecked: NamedJudge = (subject) =>
  anyOf([
    alarms(subject, { named: 'alarms', metrics: ['StatusCheckFailed'] }),
    targeted(subject)
      ? pass('a target group checks it')
      : lacking(subject, [TARGET_GROUP], 'no target group checks it'),
  ]);

const targeted = (subject: Subject): boolean =>
  [...subject.model.resources.values()].some(
    (one) =>
      one.type === TARGET_GROUP &&
      refsIn(valueAt(one.properties, 'Targets')).includes(subject.resource.id),
  );
