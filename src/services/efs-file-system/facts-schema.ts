import { z } from 'zod';
import { groupFactSchema, subnetFactSchema, vpcFactSchema } from '../ec2-instance/facts-schema.ts';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** One file system that exists. */
const fileSystemFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  isEncrypted: z.boolean(),
  /** What it holds; a new one holds 6 KiB of its own. */
  sizeBytes: z.number(),
});

/** One mount target, with its settings where no stack owns the file system. */
const mountTargetFactSchema = z.object({
  id: z.string(),
  properties: jsonObjectSchema.nullable(),
});

/** What must be known before a task for a file system can be drafted. */
export const efsFactsSchema = z.object({
  /** File systems that the name or id means. */
  found: z.array(fileSystemFactSchema),
  ownStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads them, of the one that is meant; null when not looked up. */
  properties: jsonObjectSchema.nullable(),
  mountTargets: z.array(mountTargetFactSchema),
  /** Whether AWS Backup keeps copies of the one that is meant. */
  isBackedUp: z.boolean(),
  /** True where it is copied elsewhere, or is such a copy. */
  isReplicated: z.boolean(),
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
  groups: z.array(groupFactSchema),
});

export type EfsFacts = z.infer<typeof efsFactsSchema>;
export type FileSystemFact = z.infer<typeof fileSystemFactSchema>;
