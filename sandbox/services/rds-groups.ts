import { AwsError } from '../aws-error.ts';
import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

interface Group {
  readonly type: string;
  readonly list: string;
  readonly name: string;
  readonly fault: string;
  readonly view: (call: Call, group: Resource) => object;
}

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const subnetGroup = (call: Call, { id, arn, properties }: Resource): object => {
  const subnets = listOf(properties['SubnetIds']).map(String);
  const [first] = subnets.flatMap((each) => ownResource(call, 'AWS::EC2::Subnet', each) ?? []);
  return {
    DBSubnetGroupName: id,
    DBSubnetGroupArn: arn,
    DBSubnetGroupDescription: properties['DBSubnetGroupDescription'],
    VpcId: first?.properties['VpcId'],
    SubnetGroupStatus: 'Complete',
    Subnets: subnets.map((each) => ({ SubnetIdentifier: each, SubnetStatus: 'Active' })),
  };
};

const parameterGroup =
  (kind: string) =>
  (_call: Call, { id, arn, properties }: Resource): object => ({
    [`${kind}Name`]: id,
    [`${kind}Arn`]: arn,
    DBParameterGroupFamily: properties['Family'],
    Description: properties['Description'],
  });

const GROUPS: readonly Group[] = [
  {
    type: 'AWS::RDS::DBSubnetGroup',
    list: 'DBSubnetGroups',
    name: 'DBSubnetGroupName',
    fault: 'DBSubnetGroupNotFoundFault',
    view: subnetGroup,
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    list: 'DBParameterGroups',
    name: 'DBParameterGroupName',
    fault: 'DBParameterGroupNotFound',
    view: parameterGroup('DBParameterGroup'),
  },
  {
    type: 'AWS::RDS::DBClusterParameterGroup',
    list: 'DBClusterParameterGroups',
    name: 'DBClusterParameterGroupName',
    fault: 'DBParameterGroupNotFound',
    view: parameterGroup('DBClusterParameterGroup'),
  },
];

const described =
  (group: Group) =>
  (call: Call): unknown => {
    const name = text(call.input, group.name);
    const found = ownResources(call, group.type).filter(
      (each) => name === '' || each.id === name.toLowerCase(),
    );
    if (name !== '' && found.length === 0)
      throw new AwsError(group.fault, 404, `${group.name} ${name} not found.`);
    const page = pageOf(call, found, call.input['Marker']);
    return { [group.list]: page.items.map((each) => group.view(call, each)), Marker: page.next };
  };

/** RDS: groups of subnets and of parameters. */
export const rdsGroups: OperationTable = Object.fromEntries(
  GROUPS.map((group) => [
    `Describe${group.list}`,
    row(`rds:Describe${group.list}`, () => '*', described(group)),
  ]),
);
