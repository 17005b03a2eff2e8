import type { AwsReader } from '../aws-reader.ts';
import { readInterfaces } from '../network/facts.ts';
import type { ReadUsers } from '../by-id/facts.ts';
import { SUBNETS } from '../network/kinds.ts';
import { readPartFacts } from '../network/part/facts.ts';
import type { PartFacts } from '../network/part-facts.ts';
import type { DraftContext } from '../service.ts';

/** Whatever runs in a subnet has an interface there. */
const inhabitants: ReadUsers = async ({ region }, reader, { one }) =>
  await readInterfaces(reader, region, { Name: 'subnet-id', Values: [one.id] });

/** Looks the subnet up, what runs in it, and for a new one the networks it could be in. */
export const readSubnetFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<PartFacts> =>
  await readPartFacts(context, reader, { kind: SUBNETS, users: inhabitants });
