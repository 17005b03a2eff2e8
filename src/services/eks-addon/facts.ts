import type { AwsReader } from '../aws-reader.ts';
import { readAddon, readEksCluster, readNames } from '../eks/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { AddonFacts } from './facts-schema.ts';

/** Looks the add-on up in the cluster that the request names. */
export const readAddonFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<AddonFacts> => {
  const { task, region } = context;
  const [name, cluster] = [targetOf(task), textOf(task, 'cluster') ?? ''];
  const host = cluster === '' ? undefined : await readEksCluster(reader, region, cluster);
  const found = host === undefined ? undefined : await readAddon(reader, region, { cluster, name });
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::EKS::Addon',
    name,
    identifier: `${cluster}|${name}`,
    exists: found !== undefined,
  });
  const isDelete = task.taskType === 'DeleteResource' && found !== undefined;
  const nodegroups = isDelete
    ? await readNames(reader, region, { list: 'nodegroups', cluster })
    : [];
  return {
    ...named,
    cluster,
    clusterVersion: host?.version ?? '',
    nodegroups: nodegroups.length,
  };
};
