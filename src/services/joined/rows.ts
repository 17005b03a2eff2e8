import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { openToWorld } from '../security-group/open-ports.ts';
import { propertiesOf } from '../template-edit.ts';
import { madeId } from './made-id.ts';
import { nameIn } from './names.ts';
import { partsOf } from './parts.ts';

/** What one resource that is to be made looks like in a list of facts. */
type RowOf = (template: Template, logicalId: string) => Json | undefined;

/** The resource of the same template that a property leads to. */
const leadsTo = (value: Json | undefined): string => {
  if (value === undefined || !isJsonObject(value)) return '';
  const attribute = value['Fn::GetAtt'];
  return textIn(value['Ref'] ?? (Array.isArray(attribute) ? attribute[0] : undefined));
};

/** The id of what a property names: one that is there, or one that stands for a resource. */
const idIn = (template: Template, value: Json | undefined): string =>
  typeof value === 'string' ? value : (madeId(template, leadsTo(value)) ?? '');

const idsOfType = (template: Template, type: string): readonly string[] =>
  Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type);

const GATEWAY = 'AWS::EC2::InternetGateway';

/** A table whose routes, or that to one range, lead to a gateway of the internet. */
const leadsOut = (template: Template, table: string, range?: string): boolean =>
  idsOfType(template, 'AWS::EC2::Route').some((route) => {
    const { RouteTableId, GatewayId, DestinationCidrBlock } = propertiesOf(template, route);
    if (leadsTo(RouteTableId) !== table) return false;
    if (range !== undefined && DestinationCidrBlock !== range) return false;
    const to = textIn(GatewayId);
    return to.startsWith('igw-') || template.Resources[leadsTo(GatewayId)]?.Type === GATEWAY;
  });

/** Where a VPC that exists is told to use a main table with a way out; a new one has none. */
const isOpen = (vpcs: Json | undefined, vpcId: Json | undefined): boolean =>
  typeof vpcId === 'string' &&
  listOf(vpcs).some((one) => isJsonObject(one) && one['id'] === vpcId && one['isOpen'] === true);

/** A subnet uses a table of its own, else the main one of its VPC. */
const isPublic = (template: Template, subnet: string, vpcs: Json | undefined): boolean => {
  const tables = idsOfType(template, 'AWS::EC2::SubnetRouteTableAssociation')
    .map((tie) => propertiesOf(template, tie))
    .filter(({ SubnetId }) => leadsTo(SubnetId) === subnet)
    .map(({ RouteTableId }) => leadsTo(RouteTableId));
  if (tables.length > 0) return tables.some((table) => leadsOut(template, table));
  return isOpen(vpcs, propertiesOf(template, subnet)['VpcId']);
};

/** Tables that a subnet brought for itself; no other is tied to them. */
const ownTables = (template: Template): readonly string[] =>
  Object.values(partsOf(template))
    .map((part) => Object.values(part))
    .filter((ids) => ids.some((id) => template.Resources[id]?.Type === 'AWS::EC2::Subnet'))
    .flat();

const publicTable = (template: Template, vpc: string): string | undefined => {
  const own = ownTables(template);
  const table = idsOfType(template, 'AWS::EC2::RouteTable').find(
    (id) =>
      leadsTo(propertiesOf(template, id)['VpcId']) === vpc &&
      leadsOut(template, id, '0.0.0.0/0') &&
      !own.includes(id),
  );
  return table === undefined ? undefined : madeId(template, table);
};

const attachedGateway = (template: Template, vpc: string): string | undefined => {
  const tie = idsOfType(template, 'AWS::EC2::VPCGatewayAttachment')
    .map((id) => propertiesOf(template, id))
    .find(({ VpcId }) => leadsTo(VpcId) === vpc);
  const gateway = leadsTo(tie?.['InternetGatewayId']);
  return gateway === '' ? undefined : madeId(template, gateway);
};

const vpcRow: RowOf = (template, logicalId) => {
  const table = publicTable(template, logicalId);
  const gateway = attachedGateway(template, logicalId);
  return {
    id: madeId(template, logicalId) ?? '',
    name: nameIn(template, logicalId),
    isDefault: false,
    cidr: textIn(propertiesOf(template, logicalId)['CidrBlock']),
    ...(table === undefined ? {} : { publicTable: table }),
    ...(gateway === undefined ? {} : { gateway }),
  };
};

const subnetRow =
  (vpcs: Json | undefined): RowOf =>
  (template, logicalId) => {
    const { VpcId, AvailabilityZone, CidrBlock, MapPublicIpOnLaunch } = propertiesOf(
      template,
      logicalId,
    );
    return {
      id: madeId(template, logicalId) ?? '',
      name: nameIn(template, logicalId),
      vpcId: idIn(template, VpcId),
      zone: textIn(AvailabilityZone),
      cidr: textIn(CidrBlock),
      isPrivate: !isPublic(template, logicalId, vpcs),
      givesPublicIp: MapPublicIpOnLaunch === true,
    };
  };

const opened = (rule: Json): readonly string[] => {
  if (!isJsonObject(rule)) return [];
  const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 } = rule;
  return openToWorld({
    protocol: textIn(IpProtocol),
    from: typeof FromPort === 'number' ? FromPort : -1,
    to: typeof ToPort === 'number' ? ToPort : -1,
    source: textIn(CidrIp ?? CidrIpv6),
  });
};

const groupRow: RowOf = (template, logicalId) => {
  const { VpcId, SecurityGroupIngress } = propertiesOf(template, logicalId);
  return {
    id: madeId(template, logicalId) ?? '',
    name: nameIn(template, logicalId),
    vpcId: idIn(template, VpcId),
    openTo: [...new Set(listOf(SecurityGroupIngress).flatMap(opened))],
  };
};

const tableRow: RowOf = (template, logicalId) => ({
  id: madeId(template, logicalId) ?? '',
  vpcId: idIn(template, propertiesOf(template, logicalId)['VpcId']),
});

/** `com.amazonaws.us-east-1.s3`, also where the template leaves the region to CloudFormation. */
const serviceOf = (value: Json | undefined, region: string): string => {
  const text = isJsonObject(value ?? null)
    ? textIn((value as JsonObject)['Fn::Sub'])
    : textIn(value);
  return text.replaceAll('${AWS::Region}', region);
};

const endpointRow =
  (region: string): RowOf =>
  (template, logicalId) => {
    const { VpcId, ServiceName } = propertiesOf(template, logicalId);
    return {
      id: madeId(template, logicalId) ?? '',
      vpcId: idIn(template, VpcId),
      service: serviceOf(ServiceName, region),
    };
  };

const watchedRow: RowOf = (template, logicalId) => ({
  id: madeId(template, logicalId) ?? '',
  resourceId: idIn(template, propertiesOf(template, logicalId)['ResourceId']),
});

/** A VPC with a gateway, in the list of those that have one. */
const servedRow: RowOf = (template, logicalId) => {
  const { InternetGatewayId, VpcId } = propertiesOf(template, logicalId);
  return InternetGatewayId === undefined ? undefined : idIn(template, VpcId);
};

/** By the list of facts, the type that is told in it and how. */
const listsIn = (
  region: string,
  vpcs: Json | undefined,
): Readonly<Record<string, readonly [string, RowOf]>> => ({
  vpcs: ['AWS::EC2::VPC', vpcRow],
  subnets: ['AWS::EC2::Subnet', subnetRow(vpcs)],
  groups: ['AWS::EC2::SecurityGroup', groupRow],
  tables: ['AWS::EC2::RouteTable', tableRow],
  present: ['AWS::EC2::VPCEndpoint', endpointRow(region)],
  watched: ['AWS::EC2::FlowLog', watchedRow],
  served: ['AWS::EC2::VPCGatewayAttachment', servedRow],
});

const idOfRow = (row: Json): string => (isJsonObject(row) ? textIn(row['id']) : textIn(row));

/** What is looked at when the facts of one task are completed. */
export interface ToBeMade {
  /** Everything that stands in the stack before this task. */
  readonly template: Template;
  /** Ids of what the stack holds by now: as it is to be is told by the template alone. */
  readonly present: ReadonlySet<string>;
  readonly region: string;
  /** Ids that the task names by now, in its order: what it chose once is what it sees first. */
  readonly first: readonly string[];
  /** Lists of facts by a name that means something else in some services. */
  readonly leftOut: readonly string[];
}

const completed = (
  rows: readonly Json[],
  [type, rowOf]: readonly [string, RowOf],
  { template, present, first }: ToBeMade,
): readonly Json[] => {
  const made = idsOfType(template, type).flatMap((id) => rowOf(template, id) ?? []);
  const chosen = first.flatMap((id) => made.filter((row) => idOfRow(row) === id));
  return [
    ...rows.filter((row) => !present.has(idOfRow(row))),
    ...chosen,
    ...made.filter((row) => !chosen.includes(row)),
  ];
};

/** Facts in whose lists stands, beside what is there, what the stack of the task will hold. */
export const withRows = (facts: JsonObject, made: ToBeMade): JsonObject => {
  const lists = listsIn(made.region, facts['vpcs']);
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const list = lists[name];
      const isList = list !== undefined && Array.isArray(value) && !made.leftOut.includes(name);
      return [name, isList ? completed(value as readonly Json[], list, made) : value];
    }),
  );
};
