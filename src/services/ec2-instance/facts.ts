import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import {
  findOwner,
  readCompanionStack,
  readOwnStack,
  readParsed,
  readProperties,
} from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { Ec2Facts, InstanceFact } from './facts-schema.ts';
import type { Owner, OwnStack } from '../owner.ts';
import { readTypeAndImage } from './image/facts.ts';
import { readNetwork } from './network/facts.ts';
import { ACCESS } from './template.ts';

const TYPE = 'AWS::EC2::Instance';

const instancesSchema = z.object({
  Reservations: z
    .array(
      z.object({
        Instances: z
          .array(
            z.object({
              InstanceId: z.string(),
              InstanceType: z.string().nullish(),
              State: z.object({ Name: z.string().nullish() }).nullish(),
              Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** By id where one is given, since names of instances are tags and mean whatever they mean. */
const readInstances = async (
  reader: AwsReader,
  region: Region,
  target: { readonly id: string | undefined; readonly name: string | undefined },
): Promise<InstanceFact[]> => {
  const filter =
    target.id === undefined
      ? { Name: 'tag:Name', Values: [target.name ?? ''] }
      : { Name: 'instance-id', Values: [target.id] };
  const alive = {
    Name: 'instance-state-name',
    Values: ['pending', 'running', 'stopping', 'stopped'],
  };
  const input = { Filters: [filter, alive], MaxResults: 50 };
  const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
  const found = await readParsed(reader, call, instancesSchema);
  return (found?.Reservations ?? [])
    .flatMap((reservation) => reservation.Instances ?? [])
    .map((row) => ({
      id: row.InstanceId,
      name: row.Tags?.find((tag) => tag.Key === 'Name')?.Value ?? '',
      state: row.State?.Name ?? '',
      type: row.InstanceType ?? '',
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** Only a setting of what no stack owns is changed over what it is now: calls need no more. */
const isSet = ({ task }: DraftContext, owner: Owner): boolean =>
  owner.owner === 'nobody' &&
  task.taskType === 'UpdateResource' &&
  textOf(task, 'action') === undefined;

const readOne = async (
  context: DraftContext,
  reader: AwsReader,
  found: readonly InstanceFact[],
): Promise<Pick<Ec2Facts, 'owner' | 'properties'>> => {
  const [one] = found;
  if (one === undefined || found.length > 1)
    return { owner: { owner: 'nobody' }, properties: null };
  const target = { region: context.region, type: TYPE, physicalId: one.id };
  const owner = await findOwner(reader, target);
  const properties = isSet(context, owner) ? await readProperties(reader, target) : undefined;
  return { owner, properties: properties ?? null };
};

const readMaybe = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<OwnStack | null> => {
  const stack = await readOwnStack(reader, region, name);
  return typeof stack === 'string' ? null : stack;
};

const NOTHING = { vpcs: [], subnets: [], groups: [] };

/** Looks up the instance that is meant, or everything that a new one needs. */
export const readEc2Facts = async (context: DraftContext, reader: AwsReader): Promise<Ec2Facts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const target = { id: textOf(task, 'id'), name: textOf(task, 'name') };
  const found = await readInstances(reader, region, target);
  const present = isCreate
    ? ({ owner: { owner: 'nobody' }, properties: null } as const)
    : await readOne(context, reader, found);
  return {
    found,
    ownStack: isCreate ? await readMaybe(reader, region, context.stackName) : null,
    accessStack: await readCompanionStack(context, reader, {
      owner: present.owner,
      suffix: ACCESS,
    }),
    ...present,
    ...(await readTypeAndImage(context, reader)),
    ...(isCreate ? await readNetwork(context, reader) : NOTHING),
  };
};
