import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** The first copy of management events is free; a key of its own is not. */
export const trailCost = ({ type }: PricedResource, place: Place): Cost => {
  const assumptions = ['requests not counted'];
  if (type === 'AWS::KMS::Key')
    return priced(type, { quantities: [{ key: 'kms:key-month', amount: 1 }], assumptions }, place);
  if (type !== 'AWS::CloudTrail::Trail') return free(type);
  return {
    ...(free(type) as Extract<Cost, { type: string }>),
    assumptions: ['the first copy of management events is free; its bucket not counted'],
  };
};
