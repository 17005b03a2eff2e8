import { isJsonObject, type Json } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import { AwsError } from '../aws-error.ts';
import { interfacesIn, type Interface } from '../resources/ec2-interfaces.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const everywhere = (): string => '*';

const items = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** Groups that the rules of a group name. */
export const namedBy =
  (property: string, member: string) =>
  ({ properties }: Resource): readonly string[] =>
    items(properties[property]).flatMap((rule) =>
      isJsonObject(rule) && rule[member] !== undefined ? [jsonText(rule[member])] : [],
    );

const valuesOf = (one: Interface, filter: string): readonly string[] => {
  if (filter === 'group-id') return one.groups;
  if (filter === 'subnet-id') return [one.subnetId];
  if (filter === 'vpc-id') return [one.vpcId];
  throw new AwsError('InvalidParameterValue', 400, `The filter '${filter}' is invalid`);
};

const interfaces = (call: Call): unknown => {
  const filters = list(call.input, 'Filters').map((each) => record(each));
  const found = interfacesIn(call.state.resources, call).filter((one) =>
    filters.every((filter) =>
      valuesOf(one, text(filter, 'Name')).some((value) => texts(filter, 'Values').includes(value)),
    ),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    NetworkInterfaces: page.items.map((one) => ({
      NetworkInterfaceId: one.id,
      SubnetId: one.subnetId,
      VpcId: one.vpcId,
      Description: one.description,
      Groups: one.groups.map((GroupId) => ({ GroupId })),
      Attachment:
        one.instanceId === undefined
          ? undefined
          : { InstanceId: one.instanceId, DeleteOnTermination: true },
      RequesterManaged: one.instanceId === undefined,
      Status: 'in-use',
    })),
    NextToken: page.next,
  };
};

/** The ranges of a prefix list of the account; AWS has an error for one that is not there. */
const prefixListEntries = (call: Call): unknown => {
  const id = text(call.input, 'PrefixListId');
  const found = ownResources(call, 'AWS::EC2::PrefixList').find((each) => each.id === id);
  if (found === undefined)
    throw new AwsError(
      'InvalidPrefixListID.NotFound',
      400,
      `The prefix list ID '${id}' does not exist`,
    );
  const page = pageOf(call, items(found.properties['Entries']), call.input['NextToken']);
  return { Entries: page.items, NextToken: page.next };
};

/** EC2: the parts of networks. */
export const networkOperations: OperationTable = {
  DescribeNetworkInterfaces: row('ec2:DescribeNetworkInterfaces', everywhere, interfaces),
  GetManagedPrefixListEntries: row(
    'ec2:GetManagedPrefixListEntries',
    everywhere,
    prefixListEntries,
  ),
};
