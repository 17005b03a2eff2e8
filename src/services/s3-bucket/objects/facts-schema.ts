import { z } from 'zod';

/** One version of an object, or one delete marker. */
export const versionSchema = z.object({ key: z.string(), versionId: z.string() });

/** What must be known before a file is uploaded, or a bucket emptied. */
export const objectsSchema = z.object({
  /** What is there: for an upload under its key, else everything, one more than can go at once. */
  versions: z.array(versionSchema),
  /** True for more than were read. */
  isMore: z.boolean(),
});

export type ObjectsFacts = z.infer<typeof objectsSchema>;
export type ObjectVersion = z.infer<typeof versionSchema>;
