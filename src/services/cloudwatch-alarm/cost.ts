import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** One metric at standard resolution; free allowances are not counted. */
export const alarmCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::CloudWatch::Alarm') return free(type);
  const quantities = [{ key: 'cloudwatch:alarm-month', amount: 1 }];
  return priced(type, { quantities, assumptions: ['one metric, every minute'] }, place);
};
