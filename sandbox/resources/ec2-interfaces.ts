import { isJsonObject, type Json } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';

const items = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** One interface: EC2 makes it for what lives in a subnet. */
export interface Interface {
  readonly id: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly groups: readonly string[];
  readonly description: string;
  readonly instanceId?: string;
}

const nested = ({ properties }: Resource, name: string): readonly string[] =>
  items(properties['NetworkInterfaces']).flatMap((one) => {
    const value = isJsonObject(one) ? one[name] : undefined;
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(jsonText);
  });

const isLiving = ({ attributes }: Resource): boolean => attributes['State'] !== 'terminated';

const HOLDERS: Readonly<Record<string, string>> = {
  'AWS::EC2::Instance': '',
  'AWS::EC2::NatGateway': 'Interface for NAT Gateway ',
  'AWS::EC2::VPCEndpoint': 'VPC Endpoint Interface ',
};

const subnetsOf = (holder: Resource): readonly string[] => [
  ...(holder.properties['SubnetId'] === undefined ? [] : [jsonText(holder.properties['SubnetId'])]),
  ...items(holder.properties['SubnetIds']).map(jsonText),
  ...nested(holder, 'SubnetId'),
];

/** The interfaces that what lives in an account and region has in its subnets. */
export const interfacesIn = (
  resources: readonly Resource[],
  place: { readonly accountId: string; readonly region: string },
): readonly Interface[] => {
  const here = resources.filter(
    (one) => one.accountId === place.accountId && one.region === place.region,
  );
  const vpcOf = (subnetId: string): string =>
    jsonText(here.find((one) => one.id === subnetId)?.properties['VpcId'] ?? '');
  return here
    .filter((one) => HOLDERS[one.type] !== undefined && isLiving(one))
    .flatMap((holder) =>
      subnetsOf(holder).map((subnetId, index) => ({
        id: `eni-${holder.id.replace(/^[a-z]+-/, '').slice(0, 16)}${index}`,
        subnetId,
        vpcId: vpcOf(subnetId),
        groups: [
          ...items(holder.properties['SecurityGroupIds']).map(jsonText),
          ...nested(holder, 'GroupSet'),
        ],
        description: HOLDERS[holder.type] === '' ? '' : `${HOLDERS[holder.type]}${holder.id}`,
        ...(holder.type === 'AWS::EC2::Instance' ? { instanceId: holder.id } : {}),
      })),
    );
};
