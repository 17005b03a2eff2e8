import { z } from 'zod';
import { recordFactSchema, zoneFactSchema } from '../dns/names.ts';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** What must be known before a task for a hosted zone can be drafted. */
export const hostedZoneFactsSchema = z.object({
  /** Zones that the name or the id means: a public and a private one may share a name. */
  found: z.array(zoneFactSchema),
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads the one that no stack owns. */
  properties: jsonObjectSchema.nullable(),
  /** For a delete: the first records beside those that make it a zone. */
  records: z.array(recordFactSchema),
  /** The nearest zone above the name, which must say where the new one is. */
  parent: z.string(),
});

export type HostedZoneFacts = z.infer<typeof hostedZoneFactsSchema>;
