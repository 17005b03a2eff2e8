import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { trailCost } from './cost.ts';
import { draftTrail } from './draft.ts';
import { readTrailFacts } from './facts.ts';
import { trailFactsSchema } from './facts-schema.ts';
import { TRAIL_FIELDS } from './fields.ts';
import { readTrailHealth } from './health/facts.ts';
import { trailHealth } from './health.ts';
import { listTrails } from './list.ts';
import { trailOperations } from './operations.ts';
import { TRAIL_TYPES } from './permissions.ts';
import { readBackTrail } from './read-back.ts';
import { TRAIL_TEMPLATE_TYPES, trailRemedies } from './remedies.ts';

/** Trails: of every region, provable, and never turned off. */
export const cloudtrailTrail = defineService(
  {
    key: 'cloudtrail-trail',
    title: 'CloudTrail trail',
    resourceType: 'AWS::CloudTrail::Trail',
    templateTypes: TRAIL_TEMPLATE_TYPES,
    fields: TRAIL_FIELDS,
    readFacts: readTrailFacts,
    draft: draftTrail,
    types: TRAIL_TYPES,
    remedies: trailRemedies,
    operations: trailOperations,
    health: trailHealth,
    readHealth: readTrailHealth,
    cost: asServiceCost(trailCost),
    readBack: readBackTrail,
    list: listTrails,
  },
  trailFactsSchema,
);
