/** Tiers of accounts and what each lets happen. Source: governance specification, section 1. */

export const TIERS = ['sandbox', 'development', 'test', 'staging', 'production'] as const;

/** `unknown` is an account nobody classified: read-only, reviewed like staging. */
export type Tier = (typeof TIERS)[number] | 'unknown';

/** How a change reaches an account of a tier. */
export type Route = 'execute' | 'pull-request' | 'none';

const STRICTNESS = {
  sandbox: 0,
  development: 1,
  test: 2,
  staging: 3,
  unknown: 3,
  production: 4,
} as const satisfies Record<Tier, number>;

/** The strictest of some tiers. A tie of staging and unknown is unknown. At least one is given. */
export const strictest = (first: Tier, ...others: readonly Tier[]): Tier =>
  others.reduce((worst, tier) => {
    if (STRICTNESS[tier] > STRICTNESS[worst]) return tier;
    return STRICTNESS[tier] === STRICTNESS[worst] && tier === 'unknown' ? tier : worst;
  }, first);

/** True when `tier` is `floor` or stricter. */
export const isAtLeast = (tier: Tier, floor: Tier): boolean =>
  STRICTNESS[tier] >= STRICTNESS[floor];

/** The tiers whose accounts hold a role that may write. */
export const isExecuteTier = (tier: Tier): tier is 'sandbox' | 'development' | 'test' =>
  tier === 'sandbox' || tier === 'development' || tier === 'test';

/** The one way a change takes in a tier. */
export const routeOf = (tier: Tier): Route => {
  if (tier === 'unknown') return 'none';
  return isExecuteTier(tier) ? 'execute' : 'pull-request';
};
