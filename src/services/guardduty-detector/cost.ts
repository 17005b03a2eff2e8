import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A detector costs by what it looks at, which nobody knows before. */
export const detectorCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::GuardDuty::Detector') return free(type);
  const quantities = [{ key: 'guardduty:event-million', amount: 1 }];
  const assumptions = [
    '1 million CloudTrail events a month; network logs and protections not counted',
    'free for the first 30 days',
  ];
  return priced(type, { quantities, assumptions }, place);
};
