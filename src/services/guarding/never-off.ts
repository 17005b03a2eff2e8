import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier, type Tier } from '../../task/tier.ts';

/** What watches an account is never turned off or deleted, in any tier and by nobody. */
export const neverOff = (what: string): Refusal => ({
  code: 'never-do',
  because: `${what} is never turned off or deleted by a plan.`,
  next: 'Leave it on. What it costs can be seen in the cost report.',
});

/**
 * The call that changes one of these could also blind it, and AWS has no condition that tells the
 * two apart: where this application executes, its roles are denied that call.
 */
export const beyondOurRoles = (
  tier: Tier,
  rest: { readonly what: string; readonly command: string },
): Refusal | undefined =>
  isExecuteTier(tier)
    ? {
        code: 'no-route',
        because:
          `No role of this application may change ${rest.what} in ${tier}: the same call could ` +
          'turn it off.',
        next: `Whoever is responsible for security does it: \`${rest.command}\`.`,
      }
    : undefined;
