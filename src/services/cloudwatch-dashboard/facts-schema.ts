import { z } from 'zod';
import { namedFactsSchema } from '../named/facts-schema.ts';

/** What is known of a dashboard, and which of the things that it shall show are not there. */
export const dashboardFactsSchema = namedFactsSchema.extend({
  missing: z.array(z.string()),
});

export type DashboardFacts = z.infer<typeof dashboardFactsSchema>;
