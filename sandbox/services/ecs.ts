import { isJsonObject, type Json } from '../../src/task/json.ts';
import { looseTasks, servicesIn } from '../resources/ecs.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ecsTaskOperations } from './ecs-tasks.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::ECS::Cluster';

const named = (call: Call, name: string): Resource | undefined =>
  ownResources(call, TYPE).find(({ id, arn }) => id === name || arn === name);

const settingsOf = ({ properties }: Resource): readonly object[] => {
  const given = properties['ClusterSettings'];
  const rows = Array.isArray(given) ? (given as readonly Json[]) : [];
  const set = rows
    .filter((one) => isJsonObject(one))
    .map((one) => ({ name: one['Name'], value: one['Value'] }));
  return set.length > 0 ? set : [{ name: 'containerInsights', value: 'disabled' }];
};

/** How many tasks a service runs, all of which are well here. */
const tasksOf = ({ properties }: Resource): number => Number(properties['DesiredCount'] ?? 1);

const view = (call: Call, cluster: Resource): object => {
  const services = servicesIn(call.state, cluster);
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.id,
    status: 'ACTIVE',
    activeServicesCount: services.length,
    runningTasksCount: services.map(tasksOf).reduce((sum, one) => sum + one, looseTasks(cluster)),
    pendingTasksCount: 0,
    registeredContainerInstancesCount: Number(cluster.attributes['Machines'] ?? 0),
    settings: settingsOf(cluster),
    tags: Object.entries(cluster.tags).map(([key, value]) => ({ key, value })),
  };
};

/** ECS names what it does not find among the failures, and answers with the rest. */
const clusters = (call: Call): unknown => {
  const names = texts(call.input, 'clusters');
  const found = names.map((name) => [name, named(call, name)] as const);
  return {
    clusters: found.flatMap(([, one]) => (one === undefined ? [] : [view(call, one)])),
    failures: found
      .filter(([, one]) => one === undefined)
      .map(([arn]) => ({ arn, reason: 'MISSING' })),
  };
};

const clusterArns = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, TYPE), call.input['nextToken']);
  return { clusterArns: page.items.map(({ arn }) => arn), nextToken: page.next };
};

const serviceArns = (call: Call): unknown => {
  const cluster = named(call, text(call.input, 'cluster'));
  const found = cluster === undefined ? [] : servicesIn(call.state, cluster);
  const page = pageOf(call, found, call.input['nextToken']);
  const start = `arn:aws:ecs:${call.region}:${call.accountId}:service/${cluster?.id ?? ''}`;
  return {
    serviceArns: page.items.map(({ id }) => `${start}/${id.split('/').at(-1)}`),
    nextToken: page.next,
  };
};

const arnOf = (call: Call): string => {
  const [first = ''] = texts(call.input, 'clusters');
  return first.startsWith('arn:')
    ? first
    : `arn:aws:ecs:${call.region}:${call.accountId}:cluster/${first}`;
};

/** ECS: clusters, and the names of the services in them. */
export const ecsOperations: OperationTable = {
  DescribeClusters: row('ecs:DescribeClusters', arnOf, clusters),
  ListClusters: row('ecs:ListClusters', () => '*', clusterArns),
  ...ecsTaskOperations,
  ListServices: row('ecs:ListServices', () => '*', serviceArns),
};
