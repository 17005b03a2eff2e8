import type { AwsReader } from '../aws-reader.ts';
import { everyService, readDefinition, readHasLogs } from '../containers/described/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPassedRole } from '../passed-role/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { TaskDefinitionFacts } from './facts-schema.ts';

/** `cluster/service` of each service whose tasks are of a family, whatever the revision. */
const readUsers = async (
  { region }: DraftContext,
  reader: AwsReader,
  family: string,
): Promise<string[]> => {
  const users: string[] = [];
  for await (const one of everyService(reader, region)) {
    const [, named = ''] = one.taskDefinition?.split('task-definition/') ?? [];
    const cluster = one.clusterArn.split('/').at(-1) ?? one.clusterArn;
    if (named.split(':')[0] === family) users.push(`${cluster}/${one.serviceName}`);
  }
  return users.toSorted();
};

/** Looks the family up by its name, and before a deletion every service that runs it. */
export const readTaskDefinitionFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<TaskDefinitionFacts> => {
  const { task, region } = context;
  const name = targetOf(task);
  const found = await readDefinition(reader, region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::ECS::TaskDefinition',
    name,
    identifier: found?.taskDefinitionArn ?? name,
    exists: found !== undefined,
  });
  const isNew = task.taskType === 'CreateResource' && named.ownStack === null;
  const isDelete = task.taskType === 'DeleteResource' && found !== undefined;
  return {
    ...named,
    revision: found?.revision ?? 0,
    users: isDelete ? await readUsers(context, reader, name) : [],
    role: await readPassedRole(reader, region, textOf(task, 'role')),
    hasLogGroup: isNew && (await readHasLogs(reader, region, name)),
  };
};
