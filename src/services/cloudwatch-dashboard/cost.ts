import { free, priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** A month of one dashboard at its list price: the first three of an account cost nothing. */
export const dashboardCost = ({ type }: PricedResource, place: Place): Cost => {
  if (type !== 'AWS::CloudWatch::Dashboard') return free(type);
  const quantities = [{ key: 'cloudwatch:dashboard-month', amount: 1 }];
  const assumptions = ['the three free dashboards of the account are in use'];
  return priced(type, { quantities, assumptions }, place);
};
