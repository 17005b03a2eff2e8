import { z } from 'zod';
import { readParsed } from '../../../services/facts.ts';
import type { ObservedAddress } from '../observed.ts';
import { ec2Arn, seenIn, tagsOf, tagsSchema, type ReadPlace, type Source } from './source.ts';

const rowSchema = z.object({
  AllocationId: z.string(),
  PublicIp: z.string().nullish(),
  PublicIpv4Pool: z.string().nullish(),
  AssociationId: z.string().nullish(),
  InstanceId: z.string().nullish(),
  NetworkInterfaceId: z.string().nullish(),
  Tags: tagsSchema,
});
const pageSchema = z.object({ Addresses: z.array(rowSchema).nullish() });
type Row = z.infer<typeof rowSchema>;

const observedOf = (place: ReadPlace, row: Row): ObservedAddress => ({
  of: 'address',
  ...seenIn(place, {
    resourceType: 'AWS::EC2::EIP',
    resourceId: row.AllocationId,
    arn: ec2Arn(place, `elastic-ip/${row.AllocationId}`),
    tags: tagsOf(row.Tags),
  }),
  publicIp: row.PublicIp ?? '',
  isAssociated: [row.AssociationId, row.InstanceId, row.NetworkInterfaceId].some(
    (id) => (id ?? '') !== '',
  ),
  isOwn: (row.PublicIpv4Pool ?? 'amazon') !== 'amazon',
});

const readAddresses: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const call = { client: 'EC2', operation: 'DescribeAddresses', region, input: {} };
  const page = await readParsed(reader.aws, call, pageSchema);
  for (const row of page?.Addresses ?? []) yield observedOf(place, row);
};

/** Elastic IP addresses; EC2 gives them all at once. */
export const addresses: Source = {
  title: 'addresses',
  resourceType: 'AWS::EC2::EIP',
  read: readAddresses,
};
