import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { isAtLeast } from '../../task/tier.ts';
import { definitionIds, definitionResources } from '../containers/definition.ts';
import { LEAST_SIZE, sizeOf, type TaskSize } from '../containers/size.ts';
import type { Spread } from '../network/spread.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { withScaling } from './scaling.ts';
import { loadTag } from './load.ts';

/** End of the name of the stack that holds a cluster made for a service. */
export const CLUSTER = 'cluster';

/** A family that exists and is named, or the one that is made of the request. */
export type DefinitionSource =
  | { readonly kind: 'named'; readonly named: NonNullable<EcsServiceFacts['definition']> }
  | { readonly kind: 'own'; readonly roleArn: string | undefined; readonly hasLogGroup: boolean };

/** What a service's template is made of, beside the task. */
export interface ServiceParts {
  readonly name: string;
  readonly cluster: string;
  readonly place: Spread;
  readonly groupId: string;
  readonly source: DefinitionSource;
  readonly targetArn: string | undefined;
}

const GRACE_SECONDS = 60;

/** Logical id of the service in its template. */
export const serviceId = (name: string): string => logicalIdOf(name, 'Service');

/** How many tasks a request asks for: two from staging up, so that one may go. */
export const countOf = (context: DraftContext): number =>
  numberOf(context.task, 'desiredCount') ?? (isAtLeast(context.tier, 'staging') ? 2 : 1);

const sizeOfSource = (task: MutationTask, source: DefinitionSource): TaskSize =>
  source.kind === 'named' ? source.named : sizeOf(task, LEAST_SIZE);

/** Name and port of the container that answers; the port is 0 where none is said. */
export const answeringOf = (
  task: MutationTask,
  name: string,
  source: DefinitionSource,
): { readonly container: string; readonly port: number } =>
  source.kind === 'named'
    ? { container: source.named.container, port: numberOf(task, 'port') ?? source.named.port }
    : { container: name, port: numberOf(task, 'port') ?? 0 };

const balancersOf = (context: DraftContext, parts: ServiceParts): JsonObject => {
  const { targetArn, source, name } = parts;
  if (targetArn === undefined) return {};
  const { container, port } = answeringOf(context.task, name, source);
  return {
    LoadBalancers: [{ ContainerName: container, ContainerPort: port, TargetGroupArn: targetArn }],
    HealthCheckGracePeriodSeconds: GRACE_SECONDS,
  };
};

/** A deployment that fails goes back by itself, and takes no task away before its successor. */
const DEPLOYMENT: JsonObject = {
  DeploymentCircuitBreaker: { Enable: true, Rollback: true },
  MaximumPercent: 200,
  MinimumHealthyPercent: 100,
};

const definitionRef = ({ name, source }: ServiceParts): Json =>
  source.kind === 'named' ? source.named.arn : { Ref: definitionIds(name).definition };

const serviceOf = (context: DraftContext, parts: ServiceParts): TemplateResource => {
  const { name, cluster, place, groupId, source } = parts;
  const load = { count: countOf(context), ...sizeOfSource(context.task, source) };
  return {
    Type: 'AWS::ECS::Service',
    Properties: {
      ServiceName: name,
      Cluster: cluster,
      LaunchType: 'FARGATE',
      DesiredCount: load.count,
      TaskDefinition: definitionRef(parts),
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED',
          SecurityGroups: [groupId],
          Subnets: place.subnets.map(({ id }) => id),
        },
      },
      DeploymentConfiguration: DEPLOYMENT,
      EnableECSManagedTags: true,
      PropagateTags: 'SERVICE',
      ...balancersOf(context, parts),
      Tags: tagList({ ...context.tagsFor(name), ...loadTag(load) }),
    },
  };
};

/** The service, what its tasks are unless a family was named, and how many run at the most. */
export const ecsServiceTemplate = (context: DraftContext, parts: ServiceParts): Template => {
  const { name, cluster, source } = parts;
  const most = numberOf(context.task, 'maxCount');
  const id = serviceId(name);
  const base: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `ECS service ${name}`,
    Resources: {
      ...(source.kind === 'own' ? definitionResources(context, { name, ...source }) : {}),
      [id]: serviceOf(context, parts),
    },
  };
  if (most === undefined) return base;
  return withScaling(base, { id, cluster, least: countOf(context), most });
};
