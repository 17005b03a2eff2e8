import { everyService, type EcsService } from '../containers/described/facts.ts';
import { listedResource, type ListedPlace, type ListedRow } from '../listed.ts';
import type { Service } from '../service.ts';

const rowOf = (one: EcsService): ListedRow => ({
  id: one.serviceName,
  arn: one.serviceArn,
  createdAt: one.createdAt,
  state: one.status === 'DRAINING' ? 'Deleting' : 'Active',
  tags: Object.fromEntries((one.tags ?? []).map((tag) => [tag.key, tag.value ?? ''])),
  metadata: {
    cluster: one.clusterArn.split('/').at(-1) ?? '',
    desired: one.desiredCount ?? 0,
    running: one.runningCount ?? 0,
    pending: one.pendingCount ?? 0,
    rollout: one.deployments?.[0]?.rolloutState ?? '',
    runs: one.taskDefinition?.split('/').at(-1) ?? '',
  },
});

/** Services of one region, cluster by cluster. */
export const listServices: Service['list'] = async function* (reader, account, region) {
  const place: ListedPlace = { resourceType: 'AWS::ECS::Service', account, region };
  for await (const one of everyService(reader, region)) yield listedResource(place, rowOf(one));
};
