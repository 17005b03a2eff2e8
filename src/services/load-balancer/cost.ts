import { MONTH_HOURS } from '../../plan/cost.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const NOT_COUNTED = 'capacity units (new and active connections, bytes, rules) not counted';

const isPublic = (properties: JsonObject): boolean =>
  textIn(properties['Scheme']) === 'internet-facing' &&
  textIn(properties['IpAddressType']) !== 'dualstack-without-public-ipv4';

/** A public one has an address in each of its subnets; an Elastic IP of it is priced by itself. */
const addressesOf = (properties: JsonObject): number =>
  isPublic(properties) ? listOf(properties['Subnets']).length : 0;

const addressWords = (properties: JsonObject): readonly string[] => {
  const count = addressesOf(properties);
  if (count > 0) return [`a public IPv4 address in each of its subnets, ${count} together`];
  return isPublic(properties) ? ['public IPv4 addresses not counted'] : [];
};

/** A load balancer by the hour, whether requests come or not; alarms and log bucket beside it. */
export const loadBalancerCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const bill = (key: string, amount: number, assumptions: readonly string[]): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions }, place);
  if (type === 'AWS::CloudWatch::Alarm') return bill('cloudwatch:alarm-month', 1, []);
  if (type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer') return free(type);
  const kind = textIn(properties['Type']) || 'application';
  const assumptions = ['standing 730 hours a month', ...addressWords(properties), NOT_COUNTED];
  const quantities = [
    { key: `elb:${kind}-hour`, amount: MONTH_HOURS },
    ...(addressesOf(properties) === 0
      ? []
      : [{ key: 'ec2:address-hour', amount: addressesOf(properties) * MONTH_HOURS }]),
  ];
  return priced(type, { quantities, assumptions }, place);
};
