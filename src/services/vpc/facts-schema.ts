import { z } from 'zod';
import { byIdFactsSchema } from '../by-id/facts-schema.ts';
import { ownStackSchema } from '../owner.ts';

/** What must be known before a task for a VPC can be drafted. */
export const vpcFactsSchema = byIdFactsSchema.extend({
  /** Zones of the region that take subnets, sorted. */
  zones: z.array(z.string()),
  /** Networks of the organization that share addresses with the range asked for, in words. */
  overlaps: z.array(z.string()),
  free: z.array(z.string()),
  unread: z.array(z.string()),
  /** The stack of the flow log's role, before that of the network. */
  deliveryStack: ownStackSchema.nullable(),
  /** The same of flow logs that joined the network; absent where none did. */
  partStacks: z.array(ownStackSchema).exactOptional(),
});

export type VpcFacts = z.infer<typeof vpcFactsSchema>;
