import type { Template, TemplateResource } from '../../plan/template.ts';
import { textIn } from '../compare.ts';
import { DEFINITION } from '../containers/definition.ts';
import { taskDefinitionRemedies } from '../ecs-task-definition/remedies.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withResource } from '../template-edit.ts';
import { loadIn } from './load.ts';
import { doesScale, SCALABLE, SCALING_POLICY, withScaling } from './scaling.ts';

const SERVICE = 'AWS::ECS::Service';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const ECS_SERVICE_TEMPLATE_TYPES: readonly string[] = [
  SERVICE,
  DEFINITION,
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::ECS::Cluster',
  SCALABLE,
  SCALING_POLICY,
  'AWS::CloudWatch::Alarm',
];

const service = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: SERVICE, ...remedy });

/** Twice the least, and never less than four. */
const mostOf = (least: number): number => Math.max(4, 2 * least);

const patchScaling: Remedy['patch'] = (template, id) => {
  const properties = propertiesOf(template, id);
  const least = loadIn(properties)?.count ?? Number(properties['DesiredCount'] ?? 1);
  const cluster = textIn(properties['Cluster']) || 'default';
  return withScaling(template, { id, cluster, least: Math.max(1, least), most: mostOf(least) });
};

const alarmOf = (template: Template, id: string, metric: string): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the service above 90 for 15 minutes`,
    Namespace: 'AWS/ECS',
    MetricName: metric,
    Dimensions: [
      { Name: 'ClusterName', Value: propertiesOf(template, id)['Cluster'] ?? 'default' },
      { Name: 'ServiceName', Value: { 'Fn::GetAtt': [id, 'Name'] } },
    ],
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 90,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
  },
});

const patchAlarms: Remedy['patch'] = (template, id) =>
  ['CPUUtilization', 'MemoryUtilization'].reduce(
    (patched, metric) => withResource(patched, `${id}${metric}`, alarmOf(template, id, metric)),
    template,
  );

/** In the order of application; what stands beside the service comes last. */
export const ecsServiceRemedies: readonly Remedy[] = [
  service({
    item: 'ECS-11',
    defaultFrom: 'staging',
    isNeeded: (template) => !doesScale(template),
    patch: patchScaling,
  }),
  service({ item: 'ECS-17', defaultFrom: 'production', patch: patchAlarms }),
];

/** Those of the service and, in a template of its own, those of what its tasks are. */
export const ownRemedies: readonly Remedy[] = [...taskDefinitionRemedies, ...ecsServiceRemedies];
