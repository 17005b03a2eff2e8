import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { httpApiCost } from './cost.ts';
import { draftHttpApi } from './draft.ts';
import { readHttpApiFacts } from './facts.ts';
import { httpApiFactsSchema } from './facts-schema.ts';
import { HTTP_API_FIELDS } from './fields.ts';
import { httpApiHealth } from './health.ts';
import { listHttpApis } from './list.ts';
import { httpApiOperations } from './operations.ts';
import { HTTP_API_TYPES } from './permissions.ts';
import { readBackHttpApi } from './read-back.ts';
import { HTTP_API_TEMPLATE_TYPES, httpApiRemedies } from './remedies.ts';

/** HTTP APIs: throttled, with an access log, and no route that asks nobody who is calling. */
export const httpApi = defineService(
  {
    key: 'http-api',
    title: 'HTTP API',
    resourceType: 'AWS::ApiGatewayV2::Api',
    templateTypes: HTTP_API_TEMPLATE_TYPES,
    fields: HTTP_API_FIELDS,
    readFacts: readHttpApiFacts,
    draft: draftHttpApi,
    types: HTTP_API_TYPES,
    remedies: httpApiRemedies,
    operations: httpApiOperations,
    health: httpApiHealth,
    cost: asServiceCost(httpApiCost),
    readBack: readBackHttpApi,
    list: listHttpApis,
  },
  httpApiFactsSchema,
);
