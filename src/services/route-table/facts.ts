import type { AwsReader } from '../aws-reader.ts';
import { listOf } from '../acts.ts';
import type { ReadUsers } from '../by-id/facts.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { at, textIn } from '../compare.ts';
import type { Json } from '../../task/json.ts';
import { ROUTE_TABLES } from '../network/kinds.ts';
import { readPartFacts, subnetUser } from '../network/part/facts.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { DraftContext } from '../service.ts';
import type { KnownUser } from '../task-order/user.ts';

/** Nobody deletes a main table: it goes with its VPC. */
const OF_VPC: KnownUser = { words: 'the VPC, whose main table it is', is: [] };

/** Subnets that use it; every one without a table of its own where it is the main one. */
const subnetsOf: ReadUsers = async ({ region }, reader, { one }) => {
  const filters = [{ Name: ROUTE_TABLES.filter, Values: [one.id] }];
  const rows = await readRows(reader, region, { kind: ROUTE_TABLES, filters });
  return rows
    .flatMap((row) => listOf(row['Associations'] as Json | undefined))
    .map((tie) => {
      const subnet = textIn(at(tie, 'SubnetId'));
      return subnet === '' ? OF_VPC : subnetUser({ accountId: reader.accountId, region }, subnet);
    });
};

/** Looks the table up, the subnets that use it, and for a new one the VPCs. */
export const readRouteTableFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<PartFacts> =>
  await readPartFacts(context, reader, { kind: ROUTE_TABLES, users: subnetsOf });
