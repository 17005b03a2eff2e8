import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { lambdaVersionCost } from './cost.ts';
import { draftLambdaVersion } from './draft.ts';
import { readLambdaVersionFacts } from './facts.ts';
import { lambdaVersionFactsSchema } from './facts-schema.ts';
import { VERSION_FIELDS } from './fields.ts';
import { lambdaVersionHealth } from './health.ts';
import { listLambdaVersions } from './list.ts';
import { lambdaVersionOperations } from './operations.ts';
import { LAMBDA_VERSION_TYPES } from './permissions.ts';
import { readBackLambdaVersion } from './read-back.ts';
import { lambdaVersionRemedies, VERSION_TEMPLATE_TYPES } from './remedies.ts';

/** Versions for the edge: published in us-east-1, kept while a distribution names them. */
export const lambdaVersion = defineService(
  {
    key: 'lambda-version',
    title: 'Lambda version',
    resourceType: 'AWS::Lambda::Version',
    templateTypes: VERSION_TEMPLATE_TYPES,
    fields: VERSION_FIELDS,
    readFacts: readLambdaVersionFacts,
    draft: draftLambdaVersion,
    types: LAMBDA_VERSION_TYPES,
    remedies: lambdaVersionRemedies,
    operations: lambdaVersionOperations,
    health: lambdaVersionHealth,
    cost: asServiceCost(lambdaVersionCost),
    readBack: readBackLambdaVersion,
    list: listLambdaVersions,
  },
  lambdaVersionFactsSchema,
);
