import { z } from 'zod';
import { byIdFactsSchema } from '../by-id/facts-schema.ts';

/** What must be known before a task for a part of a network can be drafted. */
export const partFactsSchema = byIdFactsSchema.extend({
  /** Of the account and region; empty when nothing is created. */
  vpcs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      isDefault: z.boolean(),
      cidr: z.string(),
      /** Of a VPC that is made with the subnet: its table that leads to the internet. */
      publicTable: z.string().exactOptional(),
      /** The same of its gateway. */
      gateway: z.string().exactOptional(),
      /** Its main table, which a new subnet uses, leads to the internet. */
      isOpen: z.literal(true).exactOptional(),
    }),
  ),
  subnets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      vpcId: z.string(),
      zone: z.string(),
      cidr: z.string(),
      isPrivate: z.boolean(),
      givesPublicIp: z.boolean(),
    }),
  ),
});

export type PartFacts = z.infer<typeof partFactsSchema>;
