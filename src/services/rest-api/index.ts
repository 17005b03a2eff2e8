import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { restApiCost } from './cost.ts';
import { draftRestApi } from './draft.ts';
import { readRestApiFacts } from './facts.ts';
import { restApiFactsSchema } from './facts-schema.ts';
import { REST_API_FIELDS } from './fields.ts';
import { restApiHealth } from './health.ts';
import { listRestApis } from './list.ts';
import { restApiOperations } from './operations.ts';
import { REST_API_TYPES } from './permissions.ts';
import { readBackRestApi } from './read-back.ts';
import { REST_API_TEMPLATE_TYPES, restApiRemedies } from './remedies.ts';

/** REST APIs: throttled, logged, traced, and deployed anew with every change of their methods. */
export const restApi = defineService(
  {
    key: 'rest-api',
    title: 'REST API',
    resourceType: 'AWS::ApiGateway::RestApi',
    templateTypes: REST_API_TEMPLATE_TYPES,
    fields: REST_API_FIELDS,
    readFacts: readRestApiFacts,
    draft: draftRestApi,
    types: REST_API_TYPES,
    remedies: restApiRemedies,
    operations: restApiOperations,
    health: restApiHealth,
    cost: asServiceCost(restApiCost),
    readBack: readBackRestApi,
    list: listRestApis,
  },
  restApiFactsSchema,
);
