import { eksNames, readNodegroup, type EksNodegroup } from '../eks/described/facts.ts';
import { listedResource, type ListedPlace, type ListedRow } from '../listed.ts';
import type { Service } from '../service.ts';

const rowOf = (one: EksNodegroup): ListedRow => ({
  id: one.nodegroupName,
  arn: one.nodegroupArn,
  createdAt: one.createdAt,
  state: one.status === 'DELETING' ? 'Deleting' : 'Active',
  dependencies: [one.clusterName],
  tags: one.tags ?? {},
  metadata: {
    cluster: one.clusterName,
    status: one.status ?? '',
    version: one.version ?? '',
    desired: one.scalingConfig?.desiredSize ?? 0,
    issues: one.health?.issues?.length ?? 0,
  },
});

/** Node groups of one region, cluster by cluster. */
export const listNodegroups: Service['list'] = async function* (reader, account, region) {
  const place: ListedPlace = { resourceType: 'AWS::EKS::Nodegroup', account, region };
  for await (const cluster of eksNames(reader, region, { list: 'clusters' }))
    for await (const name of eksNames(reader, region, { list: 'nodegroups', cluster })) {
      const found = await readNodegroup(reader, region, { cluster, name });
      if (found !== undefined) yield listedResource(place, rowOf(found));
    }
};
