import { defineService } from '../define-service.ts';
import { partFactsSchema } from '../network/part-facts.ts';
import { asServiceCost } from '../prices/priced.ts';
import { natGatewayCost } from './cost.ts';
import { draftNatGateway } from './draft.ts';
import { readNatGatewayFacts } from './facts.ts';
import { NAT_GATEWAY_FIELDS } from './fields.ts';
import { natGatewayHealth } from './health.ts';
import { listNatGateways } from './list.ts';
import { natGatewayOperations } from './operations.ts';
import { NAT_GATEWAY_TYPES } from './permissions.ts';
import { readBackNatGateway } from './read-back.ts';
import { NAT_GATEWAY_TEMPLATE_TYPES, natGatewayRemedies } from './remedies.ts';

/** NAT gateways: in a public subnet, each with an address, kept while a route leads there. */
export const natGateway = defineService(
  {
    key: 'nat-gateway',
    title: 'NAT gateway',
    resourceType: 'AWS::EC2::NatGateway',
    templateTypes: NAT_GATEWAY_TEMPLATE_TYPES,
    fields: NAT_GATEWAY_FIELDS,
    readFacts: readNatGatewayFacts,
    draft: draftNatGateway,
    types: NAT_GATEWAY_TYPES,
    remedies: natGatewayRemedies,
    operations: natGatewayOperations,
    health: natGatewayHealth,
    cost: asServiceCost(natGatewayCost),
    readBack: readBackNatGateway,
    list: listNatGateways,
  },
  partFactsSchema,
);
