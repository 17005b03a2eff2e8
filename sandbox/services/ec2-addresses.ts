import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { list, record, row, tagList, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const TYPE = 'AWS::EC2::EIP';

const allocationOf = ({ attributes, id }: Resource): string =>
  jsonText(attributes['AllocationId']) || id;

const valueOf = (address: Resource, filter: string): string => {
  if (filter.startsWith('tag:')) return address.tags[filter.slice(4)] ?? '';
  if (filter === 'allocation-id') return allocationOf(address);
  if (filter === 'public-ip') return jsonText(address.attributes['PublicIp']);
  throw new AwsError('InvalidParameterValue', 400, `The filter '${filter}' is invalid`);
};

const passes = (call: Call, address: Resource): boolean =>
  list(call.input, 'Filters')
    .map((each) => record(each))
    .every((filter) => texts(filter, 'Values').includes(valueOf(address, text(filter, 'Name'))));

/** A NAT gateway holds its address through an interface of its own. */
const heldByGateway = (call: Call, address: Resource): JsonObject => {
  const gateway = ownResources(call, 'AWS::EC2::NatGateway').find(
    ({ properties }) => properties['AllocationId'] === allocationOf(address),
  );
  if (gateway === undefined) return {};
  const end = gateway.id.replace(/^nat-/, '');
  return { AssociationId: `eipassoc-${end}`, NetworkInterfaceId: `eni-${end}` };
};

/** What an address is tied to. */
const tiesOf = (call: Call, address: Resource): JsonObject => ({
  ...heldByGateway(call, address),
  ...address.attributes,
});

const view = (call: Call, address: Resource): object => ({
  AllocationId: allocationOf(address),
  PublicIp: address.attributes['PublicIp'],
  PublicIpv4Pool: address.properties['PublicIpv4Pool'] ?? 'amazon',
  Domain: 'vpc',
  AssociationId: tiesOf(call, address)['AssociationId'],
  InstanceId: address.attributes['InstanceId'],
  NetworkInterfaceId: tiesOf(call, address)['NetworkInterfaceId'],
  Tags: tagList(address.tags),
});

/** EC2 gives them all at once, and has an error for an id or address that is not there. */
const addresses = (call: Call): unknown => {
  const own = ownResources(call, TYPE);
  const [ids, ips] = [texts(call.input, 'AllocationIds'), texts(call.input, 'PublicIps')];
  const missing = ids.find((id) => !own.some((each) => allocationOf(each) === id));
  if (missing !== undefined)
    throw new AwsError(
      'InvalidAllocationID.NotFound',
      400,
      `The allocation ID '${missing}' does not exist`,
    );
  const found = own.filter(
    (each) =>
      (ids.length === 0 || ids.includes(allocationOf(each))) &&
      (ips.length === 0 || ips.includes(jsonText(each.attributes['PublicIp']))) &&
      passes(call, each),
  );
  return { Addresses: found.map((each) => view(call, each)) };
};

const release = (call: Call): unknown => {
  const id = text(call.input, 'AllocationId');
  const found = ownResources(call, TYPE).find((each) => allocationOf(each) === id);
  if (found === undefined)
    throw new AwsError(
      'InvalidAllocationID.NotFound',
      400,
      `The allocation ID '${id}' does not exist`,
    );
  const attributes = tiesOf(call, found);
  if ((attributes['AssociationId'] ?? attributes['NetworkInterfaceId']) !== undefined)
    throw new AwsError('InvalidIPAddress.InUse', 400, `Address ${id} is in use.`);
  call.state.resources.splice(call.state.resources.indexOf(found), 1);
  return {};
};

const arnOf = (call: Call): string =>
  `arn:aws:ec2:${call.region}:${call.accountId}:elastic-ip/${text(call.input, 'AllocationId')}`;

/** EC2: Elastic IP addresses, and their release where nothing uses them. */
export const addressOperations: OperationTable = {
  DescribeAddresses: row('ec2:DescribeAddresses', () => '*', addresses),
  ReleaseAddress: row('ec2:ReleaseAddress', arnOf, release),
};
