import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { nodegroupCost } from './cost.ts';
import { draftNodegroup } from './draft.ts';
import { readNodegroupFacts } from './facts.ts';
import { nodegroupFactsSchema } from './facts-schema.ts';
import { EKS_NODEGROUP_FIELDS } from './fields.ts';
import { nodegroupHealth } from './health.ts';
import { listNodegroups } from './list.ts';
import { nodegroupOperations } from './operations.ts';
import { EKS_NODEGROUP_TYPES } from './permissions.ts';
import { readBackNodegroup } from './read-back.ts';
import { EKS_NODEGROUP_TEMPLATE_TYPES, nodegroupRemedies } from './remedies.ts';

/** Managed nodes of an EKS cluster, never newer than their cluster. */
export const eksNodegroup = defineService(
  {
    key: 'eks-nodegroup',
    title: 'EKS node group',
    resourceType: 'AWS::EKS::Nodegroup',
    templateTypes: EKS_NODEGROUP_TEMPLATE_TYPES,
    fields: EKS_NODEGROUP_FIELDS,
    readFacts: readNodegroupFacts,
    draft: draftNodegroup,
    types: EKS_NODEGROUP_TYPES,
    remedies: nodegroupRemedies,
    operations: nodegroupOperations,
    health: nodegroupHealth,
    cost: asServiceCost(nodegroupCost),
    readBack: readBackNodegroup,
    list: listNodegroups,
  },
  nodegroupFactsSchema,
);
