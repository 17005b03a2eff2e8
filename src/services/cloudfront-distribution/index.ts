import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { distributionCost } from './cost.ts';
import { draftDistribution } from './draft.ts';
import { readDistributionFacts } from './facts.ts';
import { distributionFactsSchema } from './facts-schema.ts';
import { DISTRIBUTION_FIELDS } from './fields.ts';
import { readDistributionHealth } from './described/facts.ts';
import { distributionHealth } from './health.ts';
import { listDistributions } from './list.ts';
import { distributionOperations } from './operations.ts';
import { DISTRIBUTION_TYPES } from './permissions.ts';
import { readBackDistribution } from './read-back.ts';
import { DISTRIBUTION_TEMPLATE_TYPES, distributionRemedies } from './remedies.ts';

/** Distributions: HTTPS only before a closed bucket, invalidated, turned off before they go. */
export const cloudfrontDistribution = defineService(
  {
    key: 'cloudfront-distribution',
    title: 'CloudFront distribution',
    resourceType: 'AWS::CloudFront::Distribution',
    templateTypes: DISTRIBUTION_TEMPLATE_TYPES,
    fields: DISTRIBUTION_FIELDS,
    readFacts: readDistributionFacts,
    draft: draftDistribution,
    types: DISTRIBUTION_TYPES,
    remedies: distributionRemedies,
    operations: distributionOperations,
    health: distributionHealth,
    readHealth: readDistributionHealth,
    cost: asServiceCost(distributionCost),
    readBack: readBackDistribution,
    list: listDistributions,
  },
  distributionFactsSchema,
);
