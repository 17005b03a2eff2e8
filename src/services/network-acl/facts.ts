import type { AwsReader } from '../aws-reader.ts';
import { listOf } from '../acts.ts';
import type { ReadUsers } from '../by-id/facts.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { at, textIn } from '../compare.ts';
import type { Json } from '../../task/json.ts';
import { NETWORK_ACLS } from '../network/kinds.ts';
import { readPartFacts, subnetUser } from '../network/part/facts.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { DraftContext } from '../service.ts';

/** Subnets that use it. */
const subnetsOf: ReadUsers = async ({ region }, reader, { one }) => {
  const filters = [{ Name: NETWORK_ACLS.filter, Values: [one.id] }];
  const rows = await readRows(reader, region, { kind: NETWORK_ACLS, filters });
  return rows
    .flatMap((row) => listOf(row['Associations'] as Json | undefined))
    .map((tie) => subnetUser({ accountId: reader.accountId, region }, textIn(at(tie, 'SubnetId'))));
};

/** Looks the list up, the subnets that use it, and for a new one the VPCs. */
export const readNetworkAclFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<PartFacts> =>
  await readPartFacts(context, reader, { kind: NETWORK_ACLS, users: subnetsOf });
