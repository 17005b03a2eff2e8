import { at } from '../compare.ts';
import { memberOf, type Row } from '../by-id/kind.ts';
import { thingAt, type Place, type Thing } from '../task-order/user.ts';
import { INTERFACES } from './kinds.ts';

const balancerArn = ({ accountId, region }: Place, path: string): string =>
  `arn:aws:elasticloadbalancing:${region}:${accountId}:loadbalancer/${path}`;

type Written = readonly [RegExp, string, (place: Place, id: string) => string];

const asIs = (_place: Place, id: string): string => id;

/** What AWS writes of the interfaces that a service of its own makes, whole, and of which type. */
const WRITTEN: readonly Written[] = [
  [/^Interface for NAT Gateway (nat-[0-9a-f]+)$/, 'AWS::EC2::NatGateway', asIs],
  [/^VPC Endpoint Interface (vpce-[0-9a-f]+)$/, 'AWS::EC2::VPCEndpoint', asIs],
  [
    /^ELB ((?:app|net|gwy)\/[A-Za-z0-9-]+\/[0-9a-f]+)$/,
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    balancerArn,
  ],
];

const madeByAws = (place: Place, row: Row): readonly Thing[] => {
  const about = memberOf(row, 'Description');
  return WRITTEN.flatMap(([pattern, type, idOf]) => {
    const id = pattern.exec(about)?.[1];
    return id === undefined ? [] : [thingAt(place, type, idOf(place, id))];
  });
};

/** An instance takes an interface along only where EC2 says so. */
const instanceOf = (place: Place, row: Row): readonly Thing[] => {
  const instance = memberOf(row, 'Attachment.InstanceId');
  const goesAlong = at(row, 'Attachment.DeleteOnTermination') === true;
  return instance !== '' && goesAlong ? [thingAt(place, 'AWS::EC2::Instance', instance)] : [];
};

/**
 * With what an interface goes: itself or its instance; and where a service of AWS made it, only
 * with what it was made for. Whoever makes an interface of their own may write anything of it.
 */
export const interfaceThings = (place: Place, row: Row): readonly Thing[] =>
  at(row, 'RequesterManaged') === true
    ? madeByAws(place, row)
    : [
        thingAt(place, 'AWS::EC2::NetworkInterface', memberOf(row, INTERFACES.id)),
        ...instanceOf(place, row),
      ];
