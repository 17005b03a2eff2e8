import { z } from 'zod';

/** What must be known of the organization before an account can be proposed. */
export const accountFactsSchema = z.object({
  /** Every organizational unit, by its path below the root. */
  units: z.array(z.object({ id: z.string(), path: z.string(), tier: z.string() })),
  /** Names of the accounts there are, closed ones too. */
  names: z.array(z.string()),
});

export type AccountFacts = z.infer<typeof accountFactsSchema>;
