import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_ITEMS = 10_000;

/** A recorder costs by what changes in the account; the rest by itself nothing. */
export const recorderCost = ({ type }: PricedResource, place: Place): Cost => {
  const bill = (key: string, amount: number, assumption: string): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions: [assumption] }, place);
  if (type === 'AWS::KMS::Key') return bill('kms:key-month', 1, 'requests not counted');
  if (type !== 'AWS::Config::ConfigurationRecorder') return free(type);
  return bill('config:item', ASSUMED_ITEMS, '10,000 recorded changes a month; rules not counted');
};
