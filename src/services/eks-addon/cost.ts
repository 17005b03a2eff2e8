import { OBSERVER } from '../eks-cluster/programs.ts';
import { free, type Cost, type PricedResource } from '../prices/priced.ts';

/** An add-on costs nothing by itself; its nodes do, and what it sends to CloudWatch. */
export const addonCost = ({ type, properties }: PricedResource): Cost =>
  properties['AddonName'] === OBSERVER.name
    ? { unpriced: 'the metrics and logs that it sends to CloudWatch cost by use' }
    : free(type);
