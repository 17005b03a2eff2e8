import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { autoScalingCost } from './cost.ts';
import { draftAutoScaling } from './draft.ts';
import { readAutoScalingFacts } from './facts.ts';
import { autoScalingFactsSchema } from './facts-schema.ts';
import { AUTO_SCALING_FIELDS } from './fields.ts';
import { autoScalingHealth } from './health.ts';
import { listGroups } from './list.ts';
import { autoScalingOperations } from './operations.ts';
import { AUTO_SCALING_TYPES } from './permissions.ts';
import { readBackAutoScaling } from './read-back.ts';
import { AUTO_SCALING_TEMPLATE_TYPES, autoScalingRemedies } from './remedies.ts';

/** Auto Scaling groups: started from a launch template that asks for IMDSv2. */
export const autoScalingGroup = defineService(
  {
    key: 'auto-scaling-group',
    title: 'Auto Scaling group',
    resourceType: 'AWS::AutoScaling::AutoScalingGroup',
    templateTypes: AUTO_SCALING_TEMPLATE_TYPES,
    fields: AUTO_SCALING_FIELDS,
    readFacts: readAutoScalingFacts,
    draft: draftAutoScaling,
    types: AUTO_SCALING_TYPES,
    remedies: autoScalingRemedies,
    operations: autoScalingOperations,
    health: autoScalingHealth,
    cost: asServiceCost(autoScalingCost),
    readBack: readBackAutoScaling,
    list: listGroups,
  },
  autoScalingFactsSchema,
);
