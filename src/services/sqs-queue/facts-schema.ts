import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** How many messages SQS says a queue holds, about; never what they say. */
export const countsSchema = z.object({
  queue: z.string(),
  waiting: z.number(),
  inFlight: z.number(),
  delayed: z.number(),
});

/** Another resource that a request names. */
const namedSchema = z.object({ arn: z.string(), exists: z.boolean() });

/** What is known of a queue: itself, what it holds, and who would miss it. */
export const sqsFactsSchema = namedFactsSchema.extend({
  /** Of the queue, and of those of its own stack, which would go with it. */
  messages: z.array(countsSchema),
  /** Names of queues whose failures it collects. */
  collectsFor: z.array(z.string()),
  /** Topics that deliver to it, with the subscription by which they do. */
  fedBy: z.array(z.object({ topic: z.string(), subscription: z.string() })),
  /** The dead-letter queue and the topic that the request names; null where it names none. */
  deadLetter: namedSchema.nullable(),
  topic: namedSchema.nullable(),
});

export type Counts = z.infer<typeof countsSchema>;
export type SqsFacts = z.infer<typeof sqsFactsSchema>;
