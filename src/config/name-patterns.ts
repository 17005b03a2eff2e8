import { TIERS, type Tier } from '../task/tier.ts';

type KnownTier = (typeof TIERS)[number];

/**
 * Names of accounts that speak of a tier. A name only ever raises: an account that calls itself
 * `dev` is not believed. Source: governance specification, section 1.
 */
export const NAME_PATTERNS: Readonly<Record<KnownTier, readonly string[]>> = {
  sandbox: ['*sandbox*'],
  development: ['dev-*', '*-dev', '*-dev-*', '*-development'],
  test: ['*-test', 'test-*', '*-qa', 'qa-*'],
  staging: ['*-staging', 'staging-*', '*-preprod', 'preprod-*'],
  production: ['*-prod', 'prod-*', '*-prod-*', '*-production', 'production-*'],
};

/** Star patterns need no regular expression: a prefix, a suffix, or a part. */
const fits = (name: string, pattern: string): boolean => {
  const word = pattern.replaceAll('*', '');
  if (pattern.startsWith('*') && pattern.endsWith('*')) return name.includes(word);
  return pattern.startsWith('*') ? name.endsWith(word) : name.startsWith(word);
};

/** The strictest tier that an account's name speaks of; undefined when it speaks of none. */
export const tierOfName = (name: string): Tier | undefined =>
  TIERS.toReversed().find((tier) =>
    NAME_PATTERNS[tier].some((pattern) => fits(name.toLowerCase(), pattern)),
  );
