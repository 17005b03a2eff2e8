import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const volumeOf = (output: unknown): Json | undefined => listOf(at(output, 'Volumes'))[0];

const row = (
  name: string,
  property: string,
  holds: (volume: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EC2',
  operation: 'DescribeVolumes',
  input: (input) => ({ VolumeIds: [input.physicalId] }),
  holds: (output, planned, input) => holds(volumeOf(output), planned, input),
});

/** While a volume is being modified, EC2 shows the new values already. */
const same =
  (member: string) =>
  (volume: Json | undefined, planned: Json): boolean =>
    at(volume, member) === planned;

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'VolumeId') === input.physicalId),
  row('size', 'Size', same('Size')),
  row('type', 'VolumeType', same('VolumeType')),
  row('zone', 'AvailabilityZone', same('AvailabilityZone')),
  row('operations a second', 'Iops', same('Iops')),
  row('throughput', 'Throughput', same('Throughput')),
  row('encrypted', 'Encrypted', same('Encrypted')),
  row('key', 'KmsKeyId', same('KmsKeyId')),
  row('tagged', 'Tags', (one, _planned, input) => holdsTags(at(one, 'Tags'), input)),
];

/** Reads a volume back by EC2's own call. */
export const readBackEbs = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EC2::Volume') throw noReadBack(input);
  const arn = `arn:aws:ec2:${input.region}:${input.account.id}:volume/${input.physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
