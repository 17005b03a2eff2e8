import { companionCost } from '../databases/companion-cost.ts';
import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Nobody knows how much a new cluster will hold; the assumption is said beside the figure. */
const ASSUMED_GB = 10;

/** Storage alone: the instances are priced where they stand, and grow with their number. */
export const auroraCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type !== 'AWS::RDS::DBCluster') return companionCost(resource, place);
  const quantities = [{ key: 'rds:aurora-gb-month', amount: ASSUMED_GB }];
  const assumptions = [`${ASSUMED_GB} GB`, 'requests and backups beyond the storage not counted'];
  return priced(type, { quantities, assumptions }, place);
};
