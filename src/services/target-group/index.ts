import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { targetGroupCost } from './cost.ts';
import { draftTargetGroup } from './draft.ts';
import { readTargetGroupFacts } from './facts.ts';
import { targetGroupFactsSchema } from './facts-schema.ts';
import { TARGET_GROUP_FIELDS } from './fields.ts';
import { targetGroupHealth } from './health.ts';
import { listTargetGroups, readTargetGroupHealth } from './list.ts';
import { targetGroupOperations } from './operations.ts';
import { TARGET_GROUP_TYPES } from './permissions.ts';
import { readBackTargetGroup } from './read-back.ts';
import { TARGET_GROUP_TEMPLATE_TYPES, targetGroupRemedies } from './remedies.ts';

/** Target groups: what a load balancer sends to, and how it asks whether that is well. */
export const targetGroup = defineService(
  {
    key: 'target-group',
    title: 'Target group',
    resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    templateTypes: TARGET_GROUP_TEMPLATE_TYPES,
    fields: TARGET_GROUP_FIELDS,
    readFacts: readTargetGroupFacts,
    draft: draftTargetGroup,
    types: TARGET_GROUP_TYPES,
    remedies: targetGroupRemedies,
    operations: targetGroupOperations,
    health: targetGroupHealth,
    readHealth: readTargetGroupHealth,
    cost: asServiceCost(targetGroupCost),
    readBack: readBackTargetGroup,
    list: listTargetGroups,
  },
  targetGroupFactsSchema,
);
