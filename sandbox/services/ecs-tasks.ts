import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { clusterNameOf, revisionOf, revisionsIn } from '../resources/ecs-tasks.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const SERVICE = 'AWS::ECS::Service';
const CLUSTER = 'AWS::ECS::Cluster';

/** Virtual seconds until tasks run or are gone, and until a deployment is complete. */
const SETTLES_S = 30;
const DEPLOYS_S = 120;

const lastOf = (name: string): string => name.split('/').at(-1) ?? name;

/** CloudFormation says `DesiredCount`, ECS `desiredCount`. */
const lowered = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((one) => lowered(one as Json));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      `${key.charAt(0).toLowerCase()}${key.slice(1)}`,
      lowered(one),
    ]),
  );
};

const tagsOf = ({ tags }: Resource): readonly object[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

const secondsSince = (call: Call, when: Json | undefined): number =>
  typeof when === 'string' ? (call.state.now.getTime() - Date.parse(when)) / 1000 : Infinity;

const desiredOf = ({ properties }: Resource): number => Number(properties['DesiredCount'] ?? 1);

/** All tasks are well here, unless the world says how many run. */
const runningOf = (call: Call, one: Resource): number => {
  const isSettled = secondsSince(call, one.attributes['SetAt']) >= SETTLES_S;
  const said = one.attributes['Running'] ?? desiredOf(one);
  return Number(isSettled ? said : (one.attributes['Before'] ?? said));
};

const deploymentsOf = (call: Call, one: Resource): readonly object[] => {
  const isDone = secondsSince(call, one.attributes['DeployedAt']) >= DEPLOYS_S;
  const rollout = one.attributes['Rollout'] ?? 'COMPLETED';
  const count = Number(one.attributes['Deployments'] ?? 1);
  const id = (nth: number): string => `ecs-svc/${String(nth).padStart(19, '0')}`;
  return isDone
    ? [{ id: id(count), status: 'PRIMARY', rolloutState: rollout }]
    : [
        { id: id(count), status: 'PRIMARY', rolloutState: 'IN_PROGRESS' },
        { id: id(count - 1), status: 'ACTIVE', rolloutState: 'COMPLETED' },
      ];
};

const view = (call: Call, one: Resource): object => {
  const cluster = clusterNameOf(one.properties);
  return {
    serviceArn: one.arn,
    serviceName: lastOf(one.id),
    clusterArn: `arn:aws:ecs:${one.region}:${one.accountId}:cluster/${cluster}`,
    status: 'ACTIVE',
    desiredCount: desiredOf(one),
    runningCount: runningOf(call, one),
    pendingCount: 0,
    launchType: one.properties['LaunchType'] ?? 'FARGATE',
    taskDefinition: one.properties['TaskDefinition'],
    deploymentConfiguration: lowered(one.properties['DeploymentConfiguration'] ?? {}),
    networkConfiguration: lowered(one.properties['NetworkConfiguration'] ?? {}),
    deployments: deploymentsOf(call, one),
    createdAt: one.createdAt,
    tags: tagsOf(one),
  };
};

const servicesOf = (call: Call): readonly Resource[] => {
  const cluster = lastOf(text(call.input, 'cluster') || 'default');
  if (!ownResources(call, CLUSTER).some(({ id }) => id === cluster))
    throw new AwsError('ClusterNotFoundException', 400, 'Cluster not found.');
  return ownResources(call, SERVICE).filter(
    ({ properties }) => clusterNameOf(properties) === cluster,
  );
};

const services = (call: Call): unknown => {
  const all = servicesOf(call);
  const found = texts(call.input, 'services').map(
    (named) => [named, all.find(({ id }) => lastOf(id) === lastOf(named))] as const,
  );
  return {
    services: found.flatMap(([, one]) => (one === undefined ? [] : [view(call, one)])),
    failures: found
      .filter(([, one]) => one === undefined)
      .map(([arn]) => ({ arn, reason: 'MISSING' })),
  };
};

const needService = (call: Call): Resource => {
  const named = lastOf(text(call.input, 'service'));
  const found = servicesOf(call).find(({ id }) => lastOf(id) === named);
  if (found !== undefined) return found;
  throw new AwsError('ServiceNotFoundException', 400, 'Service not found.');
};

const updateService = (call: Call): unknown => {
  const one = needService(call);
  const now = call.state.now.toISOString();
  const wanted = call.input['desiredCount'];
  if (typeof wanted === 'number') {
    one.attributes['Before'] = runningOf(call, one);
    one.attributes['SetAt'] = now;
    one.properties = { ...one.properties, DesiredCount: wanted };
  }
  if (call.input['forceNewDeployment'] === true) {
    one.attributes['DeployedAt'] = now;
    one.attributes['Deployments'] = Number(one.attributes['Deployments'] ?? 1) + 1;
  }
  return { service: view(call, one) };
};

const serviceArn = (call: Call): string => {
  const cluster = lastOf(text(call.input, 'cluster') || 'default');
  const named = text(call.input, 'service') || (texts(call.input, 'services')[0] ?? '');
  return `arn:aws:ecs:${call.region}:${call.accountId}:service/${cluster}/${lastOf(named)}`;
};

const definitions = (call: Call): readonly Resource[] =>
  revisionsIn(call.state, { accountId: call.accountId, region: call.region });

const definitionView = (one: Resource): JsonObject => ({
  ...(lowered(one.properties) as JsonObject),
  ...revisionOf(one.id),
  taskDefinitionArn: one.id,
  status: 'ACTIVE',
  registeredAt: one.createdAt as unknown as Json,
});

const definition = (call: Call): unknown => {
  const named = lastOf(text(call.input, 'taskDefinition'));
  const found = definitions(call).findLast(
    ({ id }) => lastOf(id) === named || revisionOf(id).family === named,
  );
  if (found === undefined)
    throw new AwsError('ClientException', 400, 'Unable to describe task definition.');
  return {
    taskDefinition: definitionView(found),
    ...(texts(call.input, 'include').includes('TAGS') ? { tags: tagsOf(found) } : {}),
  };
};

const families = (call: Call): unknown => {
  const all = [...new Set(definitions(call).map(({ id }) => revisionOf(id).family))].toSorted();
  const page = pageOf(call, all, call.input['nextToken']);
  return { families: page.items, nextToken: page.next };
};

const everywhere = (): string => '*';

/** ECS: services, how many of their tasks run, and task definitions. */
export const ecsTaskOperations: OperationTable = {
  DescribeServices: row('ecs:DescribeServices', serviceArn, services),
  DescribeTaskDefinition: row('ecs:DescribeTaskDefinition', everywhere, definition),
  ListTaskDefinitionFamilies: row('ecs:ListTaskDefinitionFamilies', everywhere, families),
  UpdateService: row('ecs:UpdateService', serviceArn, updateService),
};
