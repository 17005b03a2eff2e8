import { MONTH_HOURS } from '../../plan/cost.ts';
import { textIn } from '../compare.ts';
import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const NOT_COUNTED = 'capacity units (new and active connections, bytes, rules) not counted';

/** A load balancer by the hour, whether requests come or not; alarms and log bucket beside it. */
export const loadBalancerCost = ({ type, properties }: PricedResource, place: Place): Cost => {
  const bill = (key: string, amount: number, assumptions: readonly string[]): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions }, place);
  if (type === 'AWS::CloudWatch::Alarm') return bill('cloudwatch:alarm-month', 1, []);
  if (type !== 'AWS::ElasticLoadBalancingV2::LoadBalancer') return free(type);
  const kind = textIn(properties['Type']) || 'application';
  return bill(`elb:${kind}-hour`, MONTH_HOURS, ['standing 730 hours a month', NOT_COUNTED]);
};
