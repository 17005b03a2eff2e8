import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const KEYS: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'cloudwatch:alarm-month',
  'AWS::KMS::Key': 'kms:key-month',
};

/** What stands around a database: alarms and keys at their list price, the rest is free. */
export const companionCost = ({ type }: PricedResource, place: Place): Cost => {
  const key = KEYS[type];
  if (key === undefined) return free(type);
  return priced(type, { quantities: [{ key, amount: 1 }], assumptions: [] }, place);
};
