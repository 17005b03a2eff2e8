import { z } from 'zod';
import { partFactsSchema } from '../network/part-facts.ts';

/** What must be known before a task for a VPC endpoint can be drafted. */
export const endpointFactsSchema = partFactsSchema.extend({
  /** Route tables, for a new endpoint of a gateway. */
  tables: z.array(z.object({ id: z.string(), vpcId: z.string() })),
  /** Endpoints that there are, for a new one: a VPC takes one of each service. */
  present: z.array(z.object({ id: z.string(), vpcId: z.string(), service: z.string() })),
});

export type EndpointFacts = z.infer<typeof endpointFactsSchema>;
