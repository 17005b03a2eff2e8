import type { AwsReader } from '../aws-reader.ts';
import {
  everyService,
  readDefinition,
  readHasLogs,
  readServices,
  type EcsService,
} from '../containers/described/facts.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { isThere, readClusters, servicesOf } from '../ecs-cluster/described/facts.ts';
import { readCompanionStack, readProperties } from '../facts.ts';
import { readTargetGroup } from '../load-balancer/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import { readPassedRole } from '../passed-role/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { EcsServiceFacts } from './facts-schema.ts';
import { CLUSTER } from './template.ts';

const TYPE = 'AWS::ECS::Service';

const lastOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** In the cluster that is named; where none is, in every one that holds such a service. */
const findServices = async (
  { task, region }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<readonly EcsService[]> => {
  const cluster = textOf(task, 'cluster');
  if (cluster !== undefined)
    return await readServices(reader, region, { cluster, services: [name] });
  const found: EcsService[] = [];
  for await (const one of everyService(reader, region))
    if (one.serviceName === name) found.push(one);
  return found;
};

/** Cloud Control calls a service by its ARN and its cluster, CloudFormation by its ARN. */
const readNamed = async (
  context: DraftContext,
  reader: AwsReader,
  { name, found }: { readonly name: string; readonly found: EcsService | undefined },
): Promise<NamedFacts> => {
  const identifier = found?.serviceArn ?? name;
  const target = {
    type: TYPE,
    name,
    identifier,
    exists: found !== undefined,
    isUnread: true,
  } as const;
  const named = await readNamedFacts(context, reader, target);
  const isNew = context.task.taskType === 'CreateResource';
  if (found === undefined || isNew || named.owner.owner !== 'nobody') return named;
  const physicalId = `${found.serviceArn}|${lastOf(found.clusterArn)}`;
  const properties = await readProperties(reader, {
    region: context.region,
    type: TYPE,
    physicalId,
  });
  return { ...named, identifier: physicalId, properties: properties ?? null };
};

const readTargets = async (
  { task, region }: DraftContext,
  reader: AwsReader,
): Promise<EcsServiceFacts['targets']> => {
  const name = textOf(task, 'targetGroup');
  const found = name === undefined ? undefined : await readTargetGroup(reader, region, name);
  if (found === undefined) return null;
  const { TargetGroupArn: arn, TargetType: type, VpcId: vpcId, LoadBalancerArns: by } = found;
  return { arn, type: type ?? 'instance', vpcId: vpcId ?? '', isServed: (by ?? []).length > 0 };
};

const readNamedDefinition = async (
  { task, region }: DraftContext,
  reader: AwsReader,
): Promise<EcsServiceFacts['definition']> => {
  const named = textOf(task, 'taskDefinition');
  const found = named === undefined ? undefined : await readDefinition(reader, region, named);
  if (found === undefined) return null;
  const [container] = found.containerDefinitions ?? [];
  return {
    arn: found.taskDefinitionArn,
    cpu: Number(found.cpu ?? 0),
    memoryMb: Number(found.memory ?? 0),
    isFargate: (found.requiresCompatibilities ?? []).includes('FARGATE'),
    container: container?.name ?? '',
    port: container?.portMappings?.[0]?.containerPort ?? 0,
  };
};

const readCluster = async (
  context: DraftContext,
  reader: AwsReader,
  { cluster, named }: { readonly cluster: string; readonly named: NamedFacts },
): Promise<Pick<EcsServiceFacts, 'hasCluster' | 'clusterStack' | 'others'>> => {
  const { region, task } = context;
  const found = cluster === '' ? [] : await readClusters(reader, region, [cluster]);
  const hasCluster = found.some(isThere);
  const isDelete = task.taskType === 'DeleteResource' && hasCluster;
  const all = isDelete ? await servicesOf(reader, region, cluster) : [];
  return {
    hasCluster,
    clusterStack: await readCompanionStack(context, reader, {
      owner: named.owner,
      suffix: CLUSTER,
    }),
    others: all.filter((one) => one !== named.name),
  };
};

const stateOf = (
  one: EcsService | undefined,
): Pick<EcsServiceFacts, 'arn' | 'desired' | 'running' | 'isRollingOut' | 'deployment'> => ({
  arn: one?.serviceArn ?? '',
  desired: one?.desiredCount ?? 0,
  running: one?.runningCount ?? 0,
  isRollingOut: (one?.deployments ?? []).some(({ rolloutState }) => rolloutState === 'IN_PROGRESS'),
  deployment: one?.deployments?.[0]?.id ?? '',
});

/** Looks the service up by its name and cluster, and all that a new one is made of. */
export const readEcsServiceFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<EcsServiceFacts> => {
  const { task, region } = context;
  const name = targetOf(task);
  const all = await findServices(context, reader, name);
  const [found] = all;
  const named = await readNamed(context, reader, { name, found });
  const isCreate = task.taskType === 'CreateResource';
  const cluster = textOf(task, 'cluster') ?? lastOf(found?.clusterArn ?? '');
  const network = isCreate
    ? await readNetwork(context, reader)
    : { vpcs: [], subnets: [], groups: [] };
  return {
    ...named,
    ...stateOf(found),
    clusters: all.map((one) => lastOf(one.clusterArn)).toSorted(),
    cluster,
    ...(await readCluster(context, reader, { cluster, named })),
    definition: await readNamedDefinition(context, reader),
    role: await readPassedRole(reader, region, textOf(task, 'role')),
    hasLogGroup: isCreate && named.ownStack === null && (await readHasLogs(reader, region, name)),
    targets: await readTargets(context, reader),
    ...network,
  };
};
