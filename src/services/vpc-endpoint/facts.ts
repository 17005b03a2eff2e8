import type { AwsReader } from '../aws-reader.ts';
import { memberOf } from '../by-id/kind.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { ENDPOINTS, ROUTE_TABLES } from '../network/kinds.ts';
import { noUsers, readPartFacts } from '../network/part/facts.ts';
import type { DraftContext } from '../service.ts';
import type { EndpointFacts } from './facts-schema.ts';

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1;

/** Looks the endpoint up and, for a new one, the tables and endpoints of the networks. */
export const readVpcEndpointFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<EndpointFacts> => {
  const base = await readPartFacts(context, reader, { kind: ENDPOINTS, users: noUsers });
  if (context.task.taskType !== 'CreateResource') return { ...base, tables: [], present: [] };
  const tables = await readRows(reader, context.region, { kind: ROUTE_TABLES });
  const present = await readRows(reader, context.region, { kind: ENDPOINTS });
  return {
    ...base,
    tables: tables
      .map((row) => ({ id: memberOf(row, ROUTE_TABLES.id), vpcId: memberOf(row, 'VpcId') }))
      .toSorted(byId),
    present: present
      .map((row) => ({
        id: memberOf(row, ENDPOINTS.id),
        vpcId: memberOf(row, 'VpcId'),
        service: memberOf(row, 'ServiceName'),
      }))
      .toSorted(byId),
  };
};
