import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A user costs nothing; the secret that keeps an access key does. */
export const iamUserCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::SecretsManager::Secret') return free(type);
  const quantities = [{ key: 'secretsmanager:secret-month', amount: 1 }];
  return priced(type, { quantities, assumptions: ['requests not counted'] }, place);
};
