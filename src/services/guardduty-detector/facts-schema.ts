import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What must be known before a detector task can be drafted. The identifier is its id. */
export const detectorFactsSchema = namedFactsSchema.extend({
  isOn: z.boolean(),
  /** The account that looks after it for the organization; empty where none does. */
  administrator: z.string(),
});

export type DetectorFacts = z.infer<typeof detectorFactsSchema>;
