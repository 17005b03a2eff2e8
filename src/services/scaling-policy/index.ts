import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { scalingPolicyCost } from './cost.ts';
import { draftScalingPolicy } from './draft.ts';
import { readScalingPolicyFacts } from './facts.ts';
import { scalingPolicyFactsSchema } from './facts-schema.ts';
import { SCALING_POLICY_FIELDS } from './fields.ts';
import { scalingPolicyHealth } from './health.ts';
import { listScalingPolicies } from './list.ts';
import { scalingPolicyOperations } from './operations.ts';
import { SCALING_POLICY_TABLES } from './permissions.ts';
import { readBackScalingPolicy } from './read-back.ts';
import { SCALING_POLICY_TYPES, scalingPolicyRemedies } from './remedies.ts';

/** Scaling policies: what a group that exists follows, by a target or in steps. */
export const scalingPolicy = defineService(
  {
    key: 'scaling-policy',
    title: 'Auto Scaling policy',
    resourceType: 'AWS::AutoScaling::ScalingPolicy',
    templateTypes: SCALING_POLICY_TYPES,
    fields: SCALING_POLICY_FIELDS,
    readFacts: readScalingPolicyFacts,
    draft: draftScalingPolicy,
    types: SCALING_POLICY_TABLES,
    remedies: scalingPolicyRemedies,
    operations: scalingPolicyOperations,
    health: scalingPolicyHealth,
    cost: asServiceCost(scalingPolicyCost),
    readBack: readBackScalingPolicy,
    list: listScalingPolicies,
  },
  scalingPolicyFactsSchema,
);
