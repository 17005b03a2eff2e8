import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_GB = 1;

/** A log group by an assumed amount of lines; its key at its list price. */
export const logGroupCost = ({ type }: PricedResource, place: Place): Cost => {
  const bill = (key: string, amount: number, assumption: string): Cost =>
    priced(type, { quantities: [{ key, amount }], assumptions: [assumption] }, place);
  if (type === 'AWS::Logs::LogGroup')
    return bill('logs:ingested-gb', ASSUMED_GB, '1 GB of log lines a month');
  if (type === 'AWS::KMS::Key') return bill('kms:key-month', 1, 'requests not counted');
  if (type === 'AWS::Logs::MetricFilter')
    return { unpriced: 'its metric is billed while lines match' };
  return free(type);
};
