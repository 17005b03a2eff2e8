import type { AwsReader } from '../aws-reader.ts';
import { readEksCluster, readNodegroup, type EksNodegroup } from '../eks/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPassedRole } from '../passed-role/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { NodegroupFacts } from './facts-schema.ts';

const nodesOf = (found: EksNodegroup | undefined): NodegroupFacts['nodes'] => {
  if (found === undefined) return null;
  const { minSize, maxSize, desiredSize } = found.scalingConfig ?? {};
  return {
    min: minSize ?? 0,
    max: maxSize ?? 0,
    desired: desiredSize ?? 0,
    version: found.version ?? '',
  };
};

/** Looks the node group up in the cluster that the request names. */
export const readNodegroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<NodegroupFacts> => {
  const { task, region } = context;
  const [name, cluster] = [targetOf(task), textOf(task, 'cluster') ?? ''];
  const host = cluster === '' ? undefined : await readEksCluster(reader, region, cluster);
  const found =
    host === undefined ? undefined : await readNodegroup(reader, region, { cluster, name });
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::EKS::Nodegroup',
    name,
    identifier: `${cluster}/${name}`,
    exists: found !== undefined,
  });
  return {
    ...named,
    cluster,
    clusterVersion: host?.version ?? '',
    clusterSubnets: host?.resourcesVpcConfig?.subnetIds ?? [],
    nodes: nodesOf(found),
    status: found?.status ?? '',
    role: await readPassedRole(reader, region, textOf(task, 'role')),
  };
};
