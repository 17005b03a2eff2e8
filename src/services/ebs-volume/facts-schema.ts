import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';
import { hostSchema } from './attachment/facts-schema.ts';

/** One volume that exists. */
const volumeFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  /** Instances it is attached to. */
  attachedTo: z.array(z.string()),
  /** Those of them whose termination leaves the volume, as EC2 says; the others may take it. */
  outlives: z.array(z.string()).default([]),
  /** An instance of another zone can not use it. */
  zone: z.string(),
});

/** One snapshot of the account's own, with everything that holds it. */
const snapshotFactSchema = z.object({
  id: z.string(),
  state: z.string(),
  volumeId: z.string(),
  /** An image that is made of it; empty when none is. */
  imageId: z.string(),
  /** What shows that a backup plan made it; empty when nothing does. */
  backup: z.string(),
  /** Accounts it is shared with; `all` when it is public. */
  sharedWith: z.array(z.string()),
});

/** What must be known before a task for a volume or a snapshot can be drafted. */
export const ebsFactsSchema = z.object({
  /** Volumes that the name or id means; for a snapshot none. */
  found: z.array(volumeFactSchema),
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads them, of the one volume that is meant; null when not looked up. */
  properties: jsonObjectSchema.nullable(),
  /** How many snapshots of the one volume this issue has made: the next has a name of its own. */
  taken: z.number(),
  /** Null when none is asked for, or there is none. */
  snapshot: snapshotFactSchema.nullable(),
  /** The instance that it is attached to or detached from by name; null where there is none. */
  host: hostSchema.nullable(),
});

export type EbsFacts = z.infer<typeof ebsFactsSchema>;
export type VolumeFact = z.infer<typeof volumeFactSchema>;
export type SnapshotFact = z.infer<typeof snapshotFactSchema>;
