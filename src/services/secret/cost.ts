import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A secret costs by the month, and its own key too; reads of it are not counted. */
export const secretCost = ({ type }: PricedResource, place: Place): Cost => {
  const bill = (key: string): Cost =>
    priced(
      type,
      { quantities: [{ key, amount: 1 }], assumptions: ['requests not counted'] },
      place,
    );
  if (type === 'AWS::SecretsManager::Secret') return bill('secretsmanager:secret-month');
  if (type === 'AWS::KMS::Key') return bill('kms:key-month');
  return free(type);
};
