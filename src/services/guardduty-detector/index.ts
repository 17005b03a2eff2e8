import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { detectorCost } from './cost.ts';
import { draftDetector } from './draft.ts';
import { readDetectorFacts } from './facts.ts';
import { detectorFactsSchema } from './facts-schema.ts';
import { DETECTOR_FIELDS } from './fields.ts';
import { detectorHealth } from './health.ts';
import { listDetectors } from './list.ts';
import { detectorOperations } from './operations.ts';
import { DETECTOR_TYPES } from './permissions.ts';
import { readBackDetector } from './read-back.ts';
import { DETECTOR_TEMPLATE_TYPES, detectorRemedies } from './remedies.ts';

/** The GuardDuty detector of a region: on, and never turned off. */
export const guarddutyDetector = defineService(
  {
    key: 'guardduty-detector',
    title: 'GuardDuty detector',
    resourceType: 'AWS::GuardDuty::Detector',
    templateTypes: DETECTOR_TEMPLATE_TYPES,
    fields: DETECTOR_FIELDS,
    readFacts: readDetectorFacts,
    draft: draftDetector,
    types: DETECTOR_TYPES,
    remedies: detectorRemedies,
    operations: detectorOperations,
    health: detectorHealth,
    cost: asServiceCost(detectorCost),
    readBack: readBackDetector,
    list: listDetectors,
  },
  detectorFactsSchema,
);
