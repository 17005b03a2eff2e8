import type { AwsReader } from '../aws-reader.ts';
import { readByIdFacts } from '../by-id/facts.ts';
import type { ByIdFacts } from '../by-id/facts-schema.ts';
import { noUsers } from '../network/part/facts.ts';
import { KEY_PAIRS } from '../network/kinds.ts';
import type { DraftContext } from '../service.ts';

/** Looks the key pair up. An instance keeps the public half that it was launched with. */
export const readKeyPairFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<ByIdFacts> => await readByIdFacts(context, reader, { kind: KEY_PAIRS, users: noUsers });
