import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const TARGET_GROUP_TEMPLATE_TYPES: readonly string[] = [
  'AWS::ElasticLoadBalancingV2::TargetGroup',
];

/** Our own groups need none; a given one gets it when a person adds it. */
export const targetGroupRemedies: readonly Remedy[] = [
  {
    item: 'ELB-10',
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    isNeeded: (template, logicalId) =>
      propertiesOf(template, logicalId)['HealthCheckPath'] === undefined,
    patch: (template, logicalId) => withProperties(template, logicalId, { HealthCheckPath: '/' }),
  },
];
