import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { hubCost } from './cost.ts';
import { draftHub } from './draft.ts';
import { readHubFacts } from './facts.ts';
import { hubFactsSchema } from './facts-schema.ts';
import { HUB_FIELDS } from './fields.ts';
import { hubHealth } from './health.ts';
import { listHubs } from './list.ts';
import { hubOperations } from './operations.ts';
import { HUB_TYPES } from './permissions.ts';
import { readBackHub } from './read-back.ts';
import { HUB_TEMPLATE_TYPES, hubRemedies } from './remedies.ts';

/** Security Hub of a region: on with the standards of AWS, and never turned off. */
export const securityHub = defineService(
  {
    key: 'security-hub',
    title: 'Security Hub',
    resourceType: 'AWS::SecurityHub::Hub',
    templateTypes: HUB_TEMPLATE_TYPES,
    fields: HUB_FIELDS,
    readFacts: readHubFacts,
    draft: draftHub,
    types: HUB_TYPES,
    remedies: hubRemedies,
    operations: hubOperations,
    health: hubHealth,
    cost: asServiceCost(hubCost),
    readBack: readBackHub,
    list: listHubs,
  },
  hubFactsSchema,
);
