import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import type { Region } from '../../../task/ids.ts';
import type { Json } from '../../../task/json.ts';
import { pagesOf } from '../../savings/gather/pages.ts';

const volumePage = z.object({
  Volumes: z.array(z.object({ VolumeId: z.string(), Encrypted: z.boolean().nullish() })).nullish(),
  NextToken: z.string().nullish(),
});

/** The block devices of an instance as a template would write them: whether each is encrypted. */
export const blockDevices = async (
  reader: AwsReader,
  region: Region,
  instanceId: string,
): Promise<readonly Json[]> => {
  const Filters = [{ Name: 'attachment.instance-id', Values: [instanceId] }];
  const call = { client: 'EC2', operation: 'DescribeVolumes', region, input: { Filters } };
  const devices: Json[] = [];
  const pages = pagesOf(reader, call, {
    schema: volumePage,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { Volumes } of pages) {
    for (const { VolumeId, Encrypted } of Volumes ?? []) {
      devices.push({ DeviceName: VolumeId, Ebs: { Encrypted: Encrypted === true } });
    }
  }
  return devices;
};
