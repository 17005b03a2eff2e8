import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a task for a listener can be drafted. */
export const listenerFactsSchema = namedFactsSchema.extend({
  /** Null where there is no load balancer of the name. */
  balancer: z.object({ arn: z.string(), kind: z.string() }).nullable(),
  /** Of the listener that is there; empty where there is none. */
  protocol: z.string(),
  /** Null where none is asked for, or there is none of the name. */
  groupArn: z.string().nullable(),
});

export type ListenerFacts = z.infer<typeof listenerFactsSchema>;
