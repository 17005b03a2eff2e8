import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { cloudfrontFunctionCost } from './cost.ts';
import { draftCloudfrontFunction } from './draft.ts';
import { readCloudfrontFunctionFacts } from './facts.ts';
import { cloudfrontFunctionFactsSchema } from './facts-schema.ts';
import { FUNCTION_FIELDS } from './fields.ts';
import { cloudfrontFunctionHealth } from './health.ts';
import { listCloudfrontFunctions } from './list.ts';
import { cloudfrontFunctionOperations } from './operations.ts';
import { CLOUDFRONT_FUNCTION_TYPES } from './permissions.ts';
import { readBackCloudfrontFunction } from './read-back.ts';
import { CLOUDFRONT_FUNCTION_TEMPLATE_TYPES, cloudfrontFunctionRemedies } from './remedies.ts';

/** Functions at the edge: code as it was given, published when asked, kept while it is run. */
export const cloudfrontFunction = defineService(
  {
    key: 'cloudfront-function',
    title: 'CloudFront Function',
    resourceType: 'AWS::CloudFront::Function',
    templateTypes: CLOUDFRONT_FUNCTION_TEMPLATE_TYPES,
    fields: FUNCTION_FIELDS,
    readFacts: readCloudfrontFunctionFacts,
    draft: draftCloudfrontFunction,
    types: CLOUDFRONT_FUNCTION_TYPES,
    remedies: cloudfrontFunctionRemedies,
    operations: cloudfrontFunctionOperations,
    health: cloudfrontFunctionHealth,
    cost: asServiceCost(cloudfrontFunctionCost),
    readBack: readBackCloudfrontFunction,
    list: listCloudfrontFunctions,
  },
  cloudfrontFunctionFactsSchema,
);
