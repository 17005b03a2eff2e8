import { z } from 'zod';
import { ownerSchema, ownStackSchema } from '../owner.ts';

/** One address that exists. */
const addressFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  publicIp: z.string(),
  /** The instance or interface that uses it; empty when nothing does. */
  usedBy: z.string(),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
});

/** What must be known before a task for an address can be drafted. */
export const elasticIpFactsSchema = z.object({
  /** Addresses that the name or id means. */
  found: z.array(addressFactSchema),
  ownStack: ownStackSchema.nullable(),
  /** Of the one address that is meant. CloudFormation knows it by the address, not by its id. */
  owner: ownerSchema,
});

export type ElasticIpFacts = z.infer<typeof elasticIpFactsSchema>;
export type AddressFact = z.infer<typeof addressFactSchema>;
