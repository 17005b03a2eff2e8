import type { AwsReader } from '../aws-reader.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { readEksCluster, readNames } from '../eks/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPassedRole } from '../passed-role/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { EksClusterFacts } from './facts-schema.ts';

/** Looks the cluster up by its name, and what stands in one that is changed or deleted. */
export const readEksClusterFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<EksClusterFacts> => {
  const { task, region } = context;
  const name = targetOf(task);
  const found = await readEksCluster(reader, region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::EKS::Cluster',
    name,
    identifier: name,
    exists: found !== undefined,
  });
  const isCreate = task.taskType === 'CreateResource';
  const network = isCreate ? await readNetwork(context, reader) : { vpcs: [], subnets: [] };
  const isThere = !isCreate && found !== undefined;
  const inside = async (list: 'nodegroups' | 'addons'): Promise<string[]> =>
    isThere ? await readNames(reader, region, { list, cluster: name }) : [];
  return {
    ...named,
    version: found?.version ?? '',
    status: found?.status ?? '',
    nodegroups: await inside('nodegroups'),
    addons: await inside('addons'),
    role: await readPassedRole(reader, region, textOf(task, 'role')),
    vpcs: network.vpcs,
    subnets: network.subnets,
  };
};
