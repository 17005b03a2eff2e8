import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What is known of an alarm, of what it watches, and of whom it tells. */
export const alarmFactsSchema = namedFactsSchema.extend({
  /** False where the service of what is watched knows no such thing. */
  isWatchedThere: z.boolean(),
  /** Null where the request names none. */
  topic: z.object({ arn: z.string(), exists: z.boolean(), key: z.string() }).nullable(),
  /** Composite alarms that are made of this one; read for a deletion. */
  parents: z.array(z.string()),
});

export type AlarmFacts = z.infer<typeof alarmFactsSchema>;
