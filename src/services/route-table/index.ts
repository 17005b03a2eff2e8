import { defineService } from '../define-service.ts';
import { partFactsSchema } from '../network/part-facts.ts';
import { asServiceCost } from '../prices/priced.ts';
import { routeTableCost } from './cost.ts';
import { draftRouteTable } from './draft.ts';
import { readRouteTableFacts } from './facts.ts';
import { ROUTE_TABLE_FIELDS } from './fields.ts';
import { routeTableHealth } from './health.ts';
import { listRouteTables } from './list.ts';
import { routeTableOperations } from './operations.ts';
import { ROUTE_TABLE_TYPES } from './permissions.ts';
import { readBackRouteTable } from './read-back.ts';
import { ROUTE_TABLE_TEMPLATE_TYPES, routeTableRemedies } from './remedies.ts';

/** Route tables: of one VPC, kept while a subnet uses them. */
export const routeTable = defineService(
  {
    key: 'route-table',
    title: 'Route table',
    resourceType: 'AWS::EC2::RouteTable',
    templateTypes: ROUTE_TABLE_TEMPLATE_TYPES,
    fields: ROUTE_TABLE_FIELDS,
    readFacts: readRouteTableFacts,
    draft: draftRouteTable,
    types: ROUTE_TABLE_TYPES,
    remedies: routeTableRemedies,
    operations: routeTableOperations,
    health: routeTableHealth,
    cost: asServiceCost(routeTableCost),
    readBack: readBackRouteTable,
    list: listRouteTables,
  },
  partFactsSchema,
);
