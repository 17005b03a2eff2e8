import type { AwsReader } from '../aws-reader.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import { isThere, readClusters, servicesOf } from './described/facts.ts';
import type { EcsClusterFacts } from './facts-schema.ts';

/** Looks the cluster up by its name; for a deletion also what still runs in it. */
export const readEcsClusterFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<EcsClusterFacts> => {
  const { task, region } = context;
  const name = targetOf(task);
  const found = (await readClusters(reader, region, [name])).find(isThere);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::ECS::Cluster',
    name,
    identifier: name,
    exists: found !== undefined,
  });
  const isDelete = task.taskType === 'DeleteResource' && found !== undefined;
  return {
    ...named,
    services: isDelete ? [...(await servicesOf(reader, region, name))] : [],
    tasks: (found?.runningTasksCount ?? 0) + (found?.pendingTasksCount ?? 0),
    machines: found?.registeredContainerInstancesCount ?? 0,
  };
};
