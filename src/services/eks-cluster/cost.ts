import { MONTH_HOURS } from '../../plan/cost.ts';
import { addonCost } from '../eks-addon/cost.ts';
import { nodegroupCost } from '../eks-nodegroup/cost.ts';
import { priced, type Cost, type Place, type PricedResource } from '../prices/priced.ts';

/** The control plane by the hour; what stands in it by its own price. */
export const eksClusterCost = (resource: PricedResource, place: Place): Cost => {
  const { type } = resource;
  if (type === 'AWS::EKS::Cluster')
    return priced(
      type,
      {
        quantities: [{ key: 'eks:cluster-hour', amount: MONTH_HOURS }],
        assumptions: ['730 hours a month', 'a version in standard support', 'logs not counted'],
      },
      place,
    );
  if (type === 'AWS::EKS::Addon') return addonCost(resource);
  if (type !== 'AWS::KMS::Key') return nodegroupCost(resource, place);
  const quantities = [{ key: 'kms:key-month', amount: 1 }];
  return priced(type, { quantities, assumptions: ['requests not counted'] }, place);
};
