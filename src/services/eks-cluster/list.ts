import { eksNames, readEksCluster, type EksCluster } from '../eks/described/facts.ts';
import { listedResource, type ListedPlace, type ListedRow } from '../listed.ts';
import type { Service } from '../service.ts';

const rowOf = (one: EksCluster): ListedRow => ({
  id: one.name,
  arn: one.arn,
  createdAt: one.createdAt,
  state: one.status === 'DELETING' ? 'Deleting' : 'Active',
  tags: one.tags ?? {},
  metadata: {
    status: one.status ?? '',
    version: one.version ?? '',
    issues: one.health?.issues?.length ?? 0,
  },
});

/** Clusters of one region, one by one. */
export const listEksClusters: Service['list'] = async function* (reader, account, region) {
  const place: ListedPlace = { resourceType: 'AWS::EKS::Cluster', account, region };
  for await (const name of eksNames(reader, region, { list: 'clusters' })) {
    const found = await readEksCluster(reader, region, name);
    if (found !== undefined) yield listedResource(place, rowOf(found));
  }
};
