import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A policy is free; the alarm that calls one of steps costs what any alarm does. */
export const scalingPolicyCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::CloudWatch::Alarm') return free(type);
  const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
  return priced(type, { quantities, assumptions: ['standard resolution'] }, place);
};
