import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** One that a request wants to be told, as SNS names it. */
const subscriberSchema = z.object({
  protocol: z.string(),
  endpoint: z.string(),
  /** False where its service knows no such thing; true for an address outside of AWS. */
  exists: z.boolean(),
  /** True where nothing of its own keeps the topic out; a function is let in by the plan. */
  letsIn: z.boolean(),
});

/** What is known of a topic, of those it tells, and of those it shall tell. */
export const snsFactsSchema = namedFactsSchema.extend({
  subscribers: z.array(subscriberSchema).default([]),
  /** Endpoints that are subscribed already; read where a subscription is asked for. */
  subscribed: z.array(z.string()).default([]),
});

export type Subscriber = z.infer<typeof subscriberSchema>;
export type SnsFacts = z.infer<typeof snsFactsSchema>;
