import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** The types by which a service scales. */
export const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';
export const SCALING_POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

/** Between which numbers a service scales. */
export interface Scaling {
  /** Logical id of the service. */
  readonly id: string;
  readonly cluster: string;
  readonly least: number;
  readonly most: number;
}

/** Room for a peak, and not so little that idle tasks are paid for. */
const USUAL_PERCENT = 60;

const scalingResources = ({ id, cluster, least, most }: Scaling): Template['Resources'] => ({
  [`${id}Scale`]: {
    Type: SCALABLE,
    Properties: {
      MaxCapacity: Math.max(least, most),
      MinCapacity: least,
      ResourceId: { 'Fn::Sub': `service/${cluster}/\${${id}.Name}` },
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
    },
  },
  [`${id}Scaling`]: {
    Type: SCALING_POLICY,
    Properties: {
      PolicyName: 'processor',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: { Ref: `${id}Scale` },
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        TargetValue: USUAL_PERCENT,
      },
    },
  },
});

/**
 * A template whose service scales by the load of its processors. How many run is its business then:
 * a number in the service would be set again with each update of the stack.
 */
export const withScaling = (template: Template, scaling: Scaling): Template => {
  const { id } = scaling;
  const service = template.Resources[id];
  if (service === undefined) return template;
  const { DesiredCount: _asked, ...rest } = propertiesOf(template, id);
  const scaled = withResource(template, id, { ...service, Properties: rest });
  return { ...scaled, Resources: { ...scaled.Resources, ...scalingResources(scaling) } };
};

const scalableIn = (template: Template): readonly string[] =>
  Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === SCALABLE ? [id] : []));

/** True where something in the template changes how many tasks run. */
export const doesScale = (template: Template): boolean => scalableIn(template).length > 0;

const between = (before: JsonObject, count: number): JsonObject => ({
  MinCapacity: count,
  MaxCapacity: Math.max(count, Number(before['MaxCapacity'] ?? count)),
});

/** A template whose service runs so many at the least; scaling keeps its most where it can. */
export const withLeast = (template: Template, count: number): Template =>
  scalableIn(template).reduce(
    (edited, id) => withProperties(edited, id, between(propertiesOf(edited, id), count)),
    template,
  );
