import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const ROUTE_TABLE_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::RouteTable',
  'AWS::EC2::Route',
];

/** None: a table has tags and routes, and nothing else that a rule could mend. */
export const routeTableRemedies: readonly Remedy[] = [];
