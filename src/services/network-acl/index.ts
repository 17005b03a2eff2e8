import { defineService } from '../define-service.ts';
import { partFactsSchema } from '../network/part-facts.ts';
import { asServiceCost } from '../prices/priced.ts';
import { networkAclCost } from './cost.ts';
import { draftNetworkAcl } from './draft.ts';
import { readNetworkAclFacts } from './facts.ts';
import { NETWORK_ACL_FIELDS } from './fields.ts';
import { networkAclHealth } from './health.ts';
import { listNetworkAcls } from './list.ts';
import { networkAclOperations } from './operations.ts';
import { NETWORK_ACL_TYPES } from './permissions.ts';
import { readBackNetworkAcl } from './read-back.ts';
import { NETWORK_ACL_TEMPLATE_TYPES, networkAclRemedies } from './remedies.ts';

/** Network ACLs: open to their VPC, and to answers from outside. */
export const networkAcl = defineService(
  {
    key: 'network-acl',
    title: 'Network ACL',
    resourceType: 'AWS::EC2::NetworkAcl',
    templateTypes: NETWORK_ACL_TEMPLATE_TYPES,
    fields: NETWORK_ACL_FIELDS,
    readFacts: readNetworkAclFacts,
    draft: draftNetworkAcl,
    types: NETWORK_ACL_TYPES,
    remedies: networkAclRemedies,
    operations: networkAclOperations,
    health: networkAclHealth,
    cost: asServiceCost(networkAclCost),
    readBack: readBackNetworkAcl,
    list: listNetworkAcls,
  },
  partFactsSchema,
);
