import { z } from 'zod';
import { surroundingsSchema } from '../databases/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { jsonObjectSchema, ownStackSchema } from '../owner.ts';

/** One instance of a cluster. */
const memberFactSchema = z.object({
  name: z.string(),
  isWriter: z.boolean(),
  /** As Cloud Control reads them, where no stack owns the cluster; else null. */
  properties: jsonObjectSchema.nullable(),
});

/** One cluster as RDS shows it. */
const clusterFactSchema = z.object({
  name: z.string(),
  status: z.string(),
  engine: z.string(),
  engineVersion: z.string(),
  isEncrypted: z.boolean(),
  isProtected: z.boolean(),
  members: z.array(memberFactSchema),
});

/** What must be known before a task for an Aurora cluster can be drafted. */
export const auroraFactsSchema = namedFactsSchema.extend({
  /** Null when there is none of this name. */
  cluster: clusterFactSchema.nullable(),
  taken: z.number(),
  /** The stack of subnets and parameters, made before that of the cluster. */
  aroundStack: ownStackSchema.nullable(),
  ...surroundingsSchema.shape,
});

export type AuroraFacts = z.infer<typeof auroraFactsSchema>;
export type ClusterFact = z.infer<typeof clusterFactSchema>;
export type MemberFact = z.infer<typeof memberFactSchema>;
