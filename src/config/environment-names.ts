import type { Tier } from '../task/tier.ts';

/** Other spellings of the canonical values of the tag `Environment`. Governance, section 4. */
const ENVIRONMENTS: ReadonlyMap<string, Tier> = new Map<string, Tier>([
  ['sandbox', 'sandbox'],
  ['development', 'development'],
  ['dev', 'development'],
  ['test', 'test'],
  ['qa', 'test'],
  ['staging', 'staging'],
  ['stg', 'staging'],
  ['production', 'production'],
  ['prod', 'production'],
]);

/** The tier that a value of the tag `Environment` names, if it names one. */
export const environmentOf = (value: string): Tier | undefined =>
  ENVIRONMENTS.get(value.trim().toLowerCase());
