import { eksNames, readAddon, type EksAddon } from '../eks/described/facts.ts';
import { listedResource, type ListedPlace, type ListedRow } from '../listed.ts';
import type { Service } from '../service.ts';

const rowOf = (one: EksAddon): ListedRow => ({
  id: one.addonName,
  arn: one.addonArn,
  createdAt: one.createdAt,
  state: one.status === 'DELETING' ? 'Deleting' : 'Active',
  dependencies: [one.clusterName],
  tags: one.tags ?? {},
  metadata: {
    cluster: one.clusterName,
    status: one.status ?? '',
    version: one.addonVersion ?? '',
    issues: one.health?.issues?.length ?? 0,
  },
});

/** Add-ons of one region, cluster by cluster. */
export const listAddons: Service['list'] = async function* (reader, account, region) {
  const place: ListedPlace = { resourceType: 'AWS::EKS::Addon', account, region };
  for await (const cluster of eksNames(reader, region, { list: 'clusters' }))
    for await (const name of eksNames(reader, region, { list: 'addons', cluster })) {
      const found = await readAddon(reader, region, { cluster, name });
      if (found !== undefined) yield listedResource(place, rowOf(found));
    }
};
