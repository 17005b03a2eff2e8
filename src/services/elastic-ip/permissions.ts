import { anywhere, inThisStack, onSet, regionalArn } from '../acts.ts';
import { bound } from '../ec2-instance/own-acts.ts';
import { making, tagsOfKind } from '../network/acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

/** IAM knows an address by its allocation id, which neither the template nor its stack tells. */
const addresses = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, 'elastic-ip/*'),
];

/** What uses an address: an instance, or an interface of one. */
const users = (input: NeedInput): readonly string[] => [
  ...addresses(input),
  regionalArn('ec2', input, 'instance/*'),
  regionalArn('ec2', input, 'network-interface/*'),
];

const onOwn = (action: string): Act => ({ action, resources: bound, conditions: inThisStack });

const bind = (action: string): Act => ({ action, resources: users });

/** Source: schema of AWS::EC2::EIP, cut with the list of IAM. */
export const addressTable: TypeTable = tableOf({
  type: 'AWS::EC2::EIP',
  arns: addresses,
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['Address', 'Domain', 'IpamPoolId', 'NetworkBorderGroup', 'TransferAddress'],
  sensitiveProperties: [],
  create: [making('ec2:AllocateAddress')],
  remove: [onOwn('ec2:ReleaseAddress')],
  read: [anywhere('ec2:DescribeAddresses')],
  properties: {
    InstanceId: onSet([bind('ec2:AssociateAddress')], [bind('ec2:DisassociateAddress')]),
    Tags: tagsOfKind('elastic-ip', addresses),
  },
});

/** The reviewed table of an address. */
export const ELASTIC_IP_TYPES: readonly TypeTable[] = [addressTable];
