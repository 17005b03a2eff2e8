import type { Freeze } from '../config/config.ts';
import type { Tier } from '../task/tier.ts';

/** The first freeze that covers one of these tiers at an instant. Bounds are part of it. */
export const freezeAt = (
  freezes: readonly Freeze[],
  tiers: readonly Tier[],
  now: string,
): Freeze | undefined => {
  const at = Date.parse(now);
  return freezes.find(
    (freeze) =>
      Date.parse(freeze.from) <= at &&
      at <= Date.parse(freeze.until) &&
      freeze.tiers.some((tier) => tiers.includes(tier)),
  );
};
