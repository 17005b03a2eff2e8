import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { AwsReader } from '../aws-reader.ts';
import type { ReadUsers } from '../by-id/facts.ts';
import type { Filter } from '../by-id/kind.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { at, textIn } from '../compare.ts';
import { INTERNET_GATEWAYS, VPCS } from '../network/kinds.ts';
import { readPartFacts } from '../network/part/facts.ts';
import type { DraftContext } from '../service.ts';
import { thingAt } from '../task-order/user.ts';
import type { GatewayFacts } from './facts-schema.ts';

const attachedTo = async (
  { region }: DraftContext,
  reader: AwsReader,
  filters: readonly Filter[],
): Promise<string[]> => {
  const rows = await readRows(reader, region, { kind: INTERNET_GATEWAYS, filters });
  return rows
    .flatMap((row) => listOf(row['Attachments'] as Json | undefined))
    .map((tie) => textIn(at(tie, 'VpcId')))
    .toSorted();
};

/** The VPC that a gateway no stack of ours holds is attached to. */
const attachments: ReadUsers = async (context, reader, { one, owner }) => {
  if (owner.owner === 'ours') return [];
  const filters = [{ Name: INTERNET_GATEWAYS.filter, Values: [one.id] }];
  const vpcs = await attachedTo(context, reader, filters);
  const place = { accountId: reader.accountId, region: context.region };
  return vpcs.map((vpc) => ({ words: `\`${vpc}\` (VPC)`, is: [thingAt(place, VPCS.type, vpc)] }));
};

/** Looks the gateway up and, for a new one, the VPCs and which of them have one. */
export const readInternetGatewayFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<GatewayFacts> => {
  const how = { kind: INTERNET_GATEWAYS, users: attachments };
  const base = await readPartFacts(context, reader, how);
  const isCreate = context.task.taskType === 'CreateResource';
  return { ...base, served: isCreate ? await attachedTo(context, reader, []) : [] };
};
