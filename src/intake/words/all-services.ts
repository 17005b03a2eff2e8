import type { AwsResourceType } from '../../task/resource-type.ts';
import { COMPUTE_WORDS } from './compute-words.ts';
import { DATA_WORDS } from './data-words.ts';
import { GOVERNANCE_WORDS } from './governance-words.ts';
import { MESSAGING_WORDS } from './messaging-words.ts';
import { NETWORK_WORDS } from './network-words.ts';
import { tags } from './field-library.ts';
import type { ServiceWords } from './service-words.ts';

const withTags = (row: ServiceWords): ServiceWords => ({ ...row, fields: [...row.fields, tags] });

/** Every row, one for each type of the domain tables; every type can be tagged. */
export const SERVICES: readonly ServiceWords[] = [
  ...COMPUTE_WORDS,
  ...DATA_WORDS,
  ...NETWORK_WORDS,
  ...MESSAGING_WORDS,
  ...GOVERNANCE_WORDS,
].map(withTags);

const BY_TYPE = new Map(SERVICES.map((row) => [row.type, row]));

/** The row of a type. Total: a type without words has no fields. */
export const wordsFor = (type: AwsResourceType): ServiceWords =>
  BY_TYPE.get(type) ?? { type, title: type, phrases: [], fields: [] };
