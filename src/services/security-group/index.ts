import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { groupCost } from './cost.ts';
import { draftGroup } from './draft.ts';
import { readGroupFacts } from './facts.ts';
import { groupFactsSchema } from './facts-schema.ts';
import { GROUP_FIELDS } from './fields.ts';
import { groupHealth } from './health.ts';
import { listSecurityGroups } from './list.ts';
import { groupOperations } from './operations.ts';
import { SECURITY_GROUP_TYPES } from './permissions.ts';
import { readBackGroup } from './read-back.ts';
import { GROUP_TEMPLATE_TYPES, groupRemedies } from './remedies.ts';

/** Security groups: closed by default, one rule in a request, never open where it must not be. */
export const securityGroup = defineService(
  {
    key: 'security-group',
    title: 'EC2 security group',
    resourceType: 'AWS::EC2::SecurityGroup',
    templateTypes: GROUP_TEMPLATE_TYPES,
    fields: GROUP_FIELDS,
    readFacts: readGroupFacts,
    draft: draftGroup,
    types: SECURITY_GROUP_TYPES,
    remedies: groupRemedies,
    operations: groupOperations,
    health: groupHealth,
    cost: asServiceCost(groupCost),
    readBack: readBackGroup,
    list: listSecurityGroups,
  },
  groupFactsSchema,
);
