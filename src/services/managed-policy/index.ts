import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { managedPolicyCost } from './cost.ts';
import { draftManagedPolicy } from './draft.ts';
import { readManagedPolicyFacts } from './facts.ts';
import { managedPolicyFactsSchema } from './facts-schema.ts';
import { MANAGED_POLICY_FIELDS } from './fields.ts';
import { managedPolicyHealth } from './health.ts';
import { listManagedPolicies } from './list.ts';
import { managedPolicyOperations } from './operations.ts';
import { MANAGED_POLICY_TYPES } from './permissions.ts';
import { readBackManagedPolicy } from './read-back.ts';
import { MANAGED_POLICY_TEMPLATE_TYPES, managedPolicyRemedies } from './remedies.ts';

/** Managed policies: whole permissions on named things, kept under one path. */
export const managedPolicy = defineService(
  {
    key: 'managed-policy',
    title: 'IAM managed policy',
    resourceType: 'AWS::IAM::ManagedPolicy',
    templateTypes: MANAGED_POLICY_TEMPLATE_TYPES,
    fields: MANAGED_POLICY_FIELDS,
    readFacts: readManagedPolicyFacts,
    draft: draftManagedPolicy,
    types: MANAGED_POLICY_TYPES,
    remedies: managedPolicyRemedies,
    operations: managedPolicyOperations,
    health: managedPolicyHealth,
    cost: asServiceCost(managedPolicyCost),
    readBack: readBackManagedPolicy,
    list: listManagedPolicies,
  },
  managedPolicyFactsSchema,
);
