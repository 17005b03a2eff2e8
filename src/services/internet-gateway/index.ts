import { defineService } from '../define-service.ts';
import { gatewayFactsSchema } from './facts-schema.ts';
import { asServiceCost } from '../prices/priced.ts';
import { internetGatewayCost } from './cost.ts';
import { draftInternetGateway } from './draft.ts';
import { readInternetGatewayFacts } from './facts.ts';
import { INTERNET_GATEWAY_FIELDS } from './fields.ts';
import { internetGatewayHealth } from './health.ts';
import { listInternetGateways } from './list.ts';
import { internetGatewayOperations } from './operations.ts';
import { INTERNET_GATEWAY_TYPES } from './permissions.ts';
import { readBackInternetGateway } from './read-back.ts';
import { INTERNET_GATEWAY_TEMPLATE_TYPES, internetGatewayRemedies } from './remedies.ts';

/** Internet gateways: one for a VPC, and none taken from a VPC that uses it. */
export const internetGateway = defineService(
  {
    key: 'internet-gateway',
    title: 'Internet gateway',
    resourceType: 'AWS::EC2::InternetGateway',
    templateTypes: INTERNET_GATEWAY_TEMPLATE_TYPES,
    fields: INTERNET_GATEWAY_FIELDS,
    readFacts: readInternetGatewayFacts,
    draft: draftInternetGateway,
    types: INTERNET_GATEWAY_TYPES,
    remedies: internetGatewayRemedies,
    operations: internetGatewayOperations,
    health: internetGatewayHealth,
    cost: asServiceCost(internetGatewayCost),
    readBack: readBackInternetGateway,
    list: listInternetGateways,
  },
  gatewayFactsSchema,
);
