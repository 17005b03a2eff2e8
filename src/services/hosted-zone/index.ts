import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { hostedZoneCost } from './cost.ts';
import { draftHostedZone } from './draft.ts';
import { readHostedZoneFacts } from './facts.ts';
import { hostedZoneFactsSchema } from './facts-schema.ts';
import { HOSTED_ZONE_FIELDS } from './fields.ts';
import { hostedZoneHealth } from './health.ts';
import { listHostedZones } from './list.ts';
import { hostedZoneOperations } from './operations.ts';
import { HOSTED_ZONE_TYPES } from './permissions.ts';
import { readBackHostedZone } from './read-back.ts';
import { HOSTED_ZONE_TEMPLATE_TYPES, hostedZoneRemedies } from './remedies.ts';

/** Zones: made with the name servers told, logged from staging up, deleted only when empty. */
export const hostedZone = defineService(
  {
    key: 'hosted-zone',
    title: 'Route 53 hosted zone',
    resourceType: 'AWS::Route53::HostedZone',
    templateTypes: HOSTED_ZONE_TEMPLATE_TYPES,
    fields: HOSTED_ZONE_FIELDS,
    readFacts: readHostedZoneFacts,
    draft: draftHostedZone,
    types: HOSTED_ZONE_TYPES,
    remedies: hostedZoneRemedies,
    operations: hostedZoneOperations,
    health: hostedZoneHealth,
    cost: asServiceCost(hostedZoneCost),
    readBack: readBackHostedZone,
    list: listHostedZones,
  },
  hostedZoneFactsSchema,
);
