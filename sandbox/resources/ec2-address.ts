import { createHash } from 'node:crypto';
import { problem, type TypeRow } from './model.ts';

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The address of a generated name; one of the blocks that RFC 5737 keeps for documentation. */
const addressOf = (name: string): string =>
  `198.51.100.${1 + (Number.parseInt(hexOf(name).slice(0, 4), 16) % 254)}`;

/** A world may name an address by its allocation id; a stack's own has one made of the address. */
const allocationOf = (id: string): string =>
  id.startsWith('eipalloc-') ? id : `eipalloc-${hexOf(id).slice(0, 17)}`;

/** `AWS::EC2::EIP`. `Ref` gives the address itself, `AllocationId` what IAM and EC2 know it by. */
export const address: TypeRow = {
  type: 'AWS::EC2::EIP',
  service: 'Ec2',
  tags: 'list',
  seconds: { create: 4, update: 3, delete: 3 },
  replaceOn: ['Address', 'Domain', 'IpamPoolId', 'NetworkBorderGroup', 'TransferAddress'],
  idPrefix: 'address-',
  idOf: addressOf,
  arnOf: (id, { accountId, region }) =>
    `arn:aws:ec2:${region}:${accountId}:elastic-ip/${allocationOf(id)}`,
  attributesOf: (id) => ({
    AllocationId: allocationOf(id),
    ...(id.startsWith('eipalloc-') ? {} : { PublicIp: id }),
  }),
  refuseDelete: ({ attributes, id }) =>
    ['AssociationId', 'InstanceId', 'NetworkInterfaceId'].some(
      (name) => attributes[name] !== undefined,
    )
      ? problem('InvalidRequest', 400, `Address ${id} is in use.`)
      : undefined,
};
