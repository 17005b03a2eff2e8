import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readPage } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import type { VolumeFact } from '../facts-schema.ts';
import type { Host } from './facts-schema.ts';

const instancesSchema = z.object({
  Reservations: z
    .array(
      z.object({
        Instances: z
          .array(
            z.object({
              InstanceId: z.string(),
              State: z.object({ Name: z.string().nullish() }).nullish(),
              Placement: z.object({ AvailabilityZone: z.string().nullish() }).nullish(),
              RootDeviceName: z.string().nullish(),
              BlockDeviceMappings: z
                .array(
                  z.object({
                    DeviceName: z.string().nullish(),
                    Ebs: z.object({ VolumeId: z.string().nullish() }).nullish(),
                  }),
                )
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** By a filter: an id that is not there is an empty list, and no error. */
const readHost = async (reader: AwsReader, region: Region, id: string): Promise<Host | null> => {
  const input = { Filters: [{ Name: 'instance-id', Values: [id] }] };
  const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
  const { Reservations } = await readPage(reader, call, instancesSchema);
  const [row] = (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
  if (row === undefined) return null;
  return {
    id: row.InstanceId,
    state: row.State?.Name ?? '',
    zone: row.Placement?.AvailabilityZone ?? '',
    rootDevice: row.RootDeviceName ?? '',
    devices: (row.BlockDeviceMappings ?? []).map(({ DeviceName, Ebs }) => ({
      name: DeviceName ?? '',
      volumeId: Ebs?.VolumeId ?? '',
    })),
  };
};

/** Looks up the instance that a volume goes to or comes from; null for every other task. */
export const readHostOf = async (
  { task, region }: DraftContext,
  reader: AwsReader,
  { attachedTo }: VolumeFact,
): Promise<Host | null> => {
  const action = textOf(task, 'action');
  if (action !== 'attach' && action !== 'detach') return null;
  const id = textOf(task, 'instance') ?? (action === 'detach' ? attachedTo[0] : undefined);
  return id === undefined ? null : await readHost(reader, region, id);
};
