import { defineService } from '../define-service.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { groupCost } from './cost.ts';
import { draftGroup } from './draft.ts';
import { readGroupFacts } from './facts.ts';
import { GROUP_FIELDS } from './fields.ts';
import { groupHealth } from './health.ts';
import { listGroups } from './list.ts';
import { groupOperations } from './operations.ts';
import { XRAY_GROUP_TYPES } from './permissions.ts';
import { readBackGroup } from './read-back.ts';
import { GROUP_TEMPLATE_TYPES, groupRemedies } from './remedies.ts';

/** Groups of traces: each with a filter of its own. */
export const xrayGroup = defineService(
  {
    key: 'xray-group',
    title: 'X-Ray group',
    resourceType: 'AWS::XRay::Group',
    templateTypes: GROUP_TEMPLATE_TYPES,
    fields: GROUP_FIELDS,
    readFacts: readGroupFacts,
    draft: draftGroup,
    types: XRAY_GROUP_TYPES,
    remedies: groupRemedies,
    operations: groupOperations,
    health: groupHealth,
    cost: asServiceCost(groupCost),
    readBack: readBackGroup,
    list: listGroups,
  },
  namedFactsSchema,
);
