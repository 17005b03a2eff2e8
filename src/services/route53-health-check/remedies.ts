import type { Remedy } from '../service.ts';
import { withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const HEALTH_CHECK_TEMPLATE_TYPES: readonly string[] = [
  'AWS::Route53::HealthCheck',
  'AWS::CloudWatch::Alarm',
];

/** Silence is no health: an alarm that hears nothing rings. */
const patchAlarm: Remedy['patch'] = (template, checkId) =>
  withResource(template, `${checkId}Alarm`, {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: 'The health check fails',
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: checkId } }],
      Statistic: 'Minimum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    },
  });

/** In the order of application. Only in us-east-1 has CloudWatch the metric. */
export const healthCheckRemedies: readonly Remedy[] = [
  {
    item: 'ROUTE53-06',
    type: 'AWS::Route53::HealthCheck',
    defaultFrom: 'production',
    patch: patchAlarm,
  },
];
