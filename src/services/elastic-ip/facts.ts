import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readPage } from '../facts.ts';
import type { Owner } from '../owner.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { AddressFact, ElasticIpFacts } from './facts-schema.ts';

const addressesSchema = z.object({
  Addresses: z
    .array(
      z.object({
        AllocationId: z.string().nullish(),
        PublicIp: z.string().nullish(),
        AssociationId: z.string().nullish(),
        InstanceId: z.string().nullish(),
        NetworkInterfaceId: z.string().nullish(),
        Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
      }),
    )
    .nullish(),
});
type Row = NonNullable<z.infer<typeof addressesSchema>['Addresses']>[number];

/** The first that says something: an address may be used without an instance. */
const usedBy = (row: Row): string =>
  [row.InstanceId, row.NetworkInterfaceId, row.AssociationId].find((id) => (id ?? '') !== '') ?? '';

const readAddresses = async (
  reader: AwsReader,
  region: Region,
  target: { readonly id: string | undefined; readonly name: string | undefined },
): Promise<AddressFact[]> => {
  if (target.id === undefined && target.name === undefined) return [];
  const filter =
    target.id === undefined
      ? { Name: 'tag:Name', Values: [target.name ?? ''] }
      : { Name: 'allocation-id', Values: [target.id] };
  const input = { Filters: [filter] };
  const call = { client: 'EC2', operation: 'DescribeAddresses', region, input };
  const { Addresses } = await readPage(reader, call, addressesSchema);
  return (Addresses ?? [])
    .map((row) => ({
      id: row.AllocationId ?? '',
      name: row.Tags?.find((tag) => tag.Key === 'Name')?.Value ?? '',
      publicIp: row.PublicIp ?? '',
      usedBy: usedBy(row),
      tags: row.Tags ?? [],
    }))
    .filter((one) => one.id !== '')
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const ownerOf = async (
  { region }: DraftContext,
  reader: AwsReader,
  found: readonly AddressFact[],
): Promise<Owner> => {
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) return { owner: 'nobody' };
  const target = { region, type: 'AWS::EC2::EIP', physicalId: one.publicIp };
  return await findOwner(reader, target);
};

/** Looks up the address that is meant, and for a new one the stack that an earlier plan left. */
export const readElasticIpFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<ElasticIpFacts> => {
  const { region, task } = context;
  const isCreate = task.taskType === 'CreateResource';
  const target = { id: textOf(task, 'id'), name: textOf(task, 'name') };
  const found = await readAddresses(reader, region, target);
  const stack = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  return {
    found,
    ownStack: typeof stack === 'string' ? null : stack,
    owner: isCreate ? { owner: 'nobody' } : await ownerOf(context, reader, found),
  };
};
