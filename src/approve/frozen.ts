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

/** An instant as `2026-11-30 00:00 UTC`. */
export const minuteOf = (iso: string): string =>
  `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
