import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

const ASSUMED_CHECKS = 10_000;

/** A hub costs by the checks of its standards, which depend on what runs in the account. */
export const hubCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type === 'AWS::SecurityHub::Standard') {
    const assumption =
      'its checks cost by use, not counted here; the line of a new hub assumes some';
    return { ...free(type), assumptions: [assumption] };
  }
  if (type !== 'AWS::SecurityHub::Hub') return free(type);
  const quantities = [{ key: 'securityhub:check', amount: ASSUMED_CHECKS }];
  const assumptions = ['10,000 checks a month', 'free for the first 30 days'];
  return priced(type, { quantities, assumptions }, place);
};
