import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { samplingCost } from './cost.ts';
import { draftSampling } from './draft.ts';
import { readSamplingFacts } from './facts.ts';
import { samplingFactsSchema } from './facts-schema.ts';
import { SAMPLING_FIELDS } from './fields.ts';
import { samplingHealth } from './health.ts';
import { listSamplingRules } from './list.ts';
import { samplingOperations } from './operations.ts';
import { XRAY_SAMPLING_TYPES } from './permissions.ts';
import { readBackSampling } from './read-back.ts';
import { SAMPLING_TEMPLATE_TYPES, samplingRemedies } from './remedies.ts';

/** Sampling rules: how many requests are traced, each rule with a place of its own. */
export const xraySamplingRule = defineService(
  {
    key: 'xray-sampling-rule',
    title: 'X-Ray sampling rule',
    resourceType: 'AWS::XRay::SamplingRule',
    templateTypes: SAMPLING_TEMPLATE_TYPES,
    fields: SAMPLING_FIELDS,
    readFacts: readSamplingFacts,
    draft: draftSampling,
    types: XRAY_SAMPLING_TYPES,
    remedies: samplingRemedies,
    operations: samplingOperations,
    health: samplingHealth,
    cost: asServiceCost(samplingCost),
    readBack: readBackSampling,
    list: listSamplingRules,
  },
  samplingFactsSchema,
);
