import { companionCost } from '../databases/companion-cost.ts';
import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** Nobody knows how much a file system will hold; the assumption is said beside the figure. */
const ASSUMED_GB = 10;

/** Storage as it is written; what moves to Infrequent Access costs less. Mount targets are free. */
export const efsCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type !== 'AWS::EFS::FileSystem') return companionCost(resource, place);
  const quantities = [{ key: 'efs:standard-gb-month', amount: ASSUMED_GB }];
  const assumptions = [
    `${ASSUMED_GB} GB, all of it in the Standard class`,
    'throughput and backups not counted',
  ];
  return priced(type, { quantities, assumptions }, place);
};
