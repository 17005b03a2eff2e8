import { z } from 'zod';

/** An instance that a volume is, or shall be, attached to. */
export const hostSchema = z.object({
  id: z.string(),
  state: z.string(),
  zone: z.string(),
  rootDevice: z.string(),
  /** What is attached to it, and as which device. */
  devices: z.array(z.object({ name: z.string(), volumeId: z.string() })),
});

export type Host = z.infer<typeof hostSchema>;
