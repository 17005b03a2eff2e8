import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { lambdaCost } from './cost.ts';
import { draftLambda } from './draft.ts';
import { readLambdaFacts } from './facts.ts';
import { lambdaFactsSchema } from './facts-schema.ts';
import { LAMBDA_FIELDS } from './fields.ts';
import { lambdaHealth } from './health.ts';
import { readFunctionHealth } from './health/facts.ts';
import { listFunctions } from './list.ts';
import { lambdaOperations } from './operations.ts';
import { LAMBDA_TYPES } from './permissions.ts';
import { readBackLambda } from './read-back.ts';
import { LAMBDA_TEMPLATE_TYPES, lambdaRemedies } from './remedies.ts';

/** Functions: code of one version, a role of its own, a log group with a retention. */
export const lambdaFunction = defineService(
  {
    key: 'lambda-function',
    title: 'Lambda function',
    resourceType: 'AWS::Lambda::Function',
    templateTypes: LAMBDA_TEMPLATE_TYPES,
    fields: LAMBDA_FIELDS,
    readFacts: readLambdaFacts,
    draft: draftLambda,
    types: LAMBDA_TYPES,
    remedies: lambdaRemedies,
    operations: lambdaOperations,
    health: lambdaHealth,
    readHealth: readFunctionHealth,
    cost: asServiceCost(lambdaCost),
    readBack: readBackLambda,
    list: listFunctions,
  },
  lambdaFactsSchema,
);
