import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A key costs the same whether it is used or not; what is asked of it comes on top. */
export const kmsKeyCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::KMS::Key') return free(type);
  const quantities = [{ key: 'kms:key-month', amount: 1 }];
  const assumptions = ['requests not counted; the first two rotations add $1 a month each'];
  return priced(type, { quantities, assumptions }, place);
};
