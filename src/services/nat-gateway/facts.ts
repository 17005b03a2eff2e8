import type { AwsReader } from '../aws-reader.ts';
import { NAT_GATEWAYS, ROUTE_TABLES } from '../network/kinds.ts';
import { readPartFacts, usersBy } from '../network/part/facts.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { DraftContext } from '../service.ts';

/** Looks the gateway up, the tables that lead to it, and for a new one the subnets. */
export const readNatGatewayFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<PartFacts> =>
  await readPartFacts(context, reader, {
    kind: NAT_GATEWAYS,
    users: usersBy(ROUTE_TABLES, 'route.nat-gateway-id'),
  });
