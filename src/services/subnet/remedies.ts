import { retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const SUBNET_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::Subnet',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Route',
  'AWS::EC2::SubnetRouteTableAssociation',
];

/** A table of its own without a way out: the main table of the VPC changes for all. */
const patchTable: Remedy['patch'] = (template, subnet) => {
  const table = `${subnet}Table`;
  const made = withResource(template, table, {
    Type: 'AWS::EC2::RouteTable',
    Properties: {
      VpcId: propertiesOf(template, subnet)['VpcId'] ?? '',
      Tags: retagged(template, subnet, '-routes'),
    },
  });
  return withResource(made, `${subnet}Routes`, {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { RouteTableId: { Ref: table }, SubnetId: { Ref: subnet } },
  });
};

const isTied = (template: Parameters<Remedy['patch']>[0], subnet: string): boolean =>
  Object.values(template.Resources).some(
    (one) =>
      one.Type === 'AWS::EC2::SubnetRouteTableAssociation' &&
      JSON.stringify(one.Properties?.['SubnetId']) === JSON.stringify({ Ref: subnet }),
  );

/** In the order of application. */
export const subnetRemedies: readonly Remedy[] = [
  {
    item: 'VPC-13',
    type: 'AWS::EC2::Subnet',
    defaultFrom: 'staging',
    isNeeded: (template, subnet) => !isTied(template, subnet),
    patch: patchTable,
  },
];
