import { z } from 'zod';
import { surroundingsSchema } from '../databases/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { ownStackSchema } from '../owner.ts';

/** One database instance as RDS shows it. */
const instanceFactSchema = z.object({
  name: z.string(),
  status: z.string(),
  engine: z.string(),
  engineVersion: z.string(),
  instanceClass: z.string(),
  sizeGb: z.number(),
  isEncrypted: z.boolean(),
  isProtected: z.boolean(),
  /** The Aurora cluster it is a member of; empty for an instance of its own. */
  cluster: z.string(),
  /** Instances that replicate it. */
  replicas: z.array(z.string()),
  /** The instance that it replicates; empty for none. */
  replicaOf: z.string(),
  backupRetentionDays: z.number(),
  securityGroups: z.array(z.string()),
});

/** What must be known before a task for a database instance can be drafted. */
export const rdsFactsSchema = namedFactsSchema.extend({
  /** Null when there is none of this name. */
  instance: instanceFactSchema.nullable(),
  /** The instance that a new read replica copies; null when none is asked for, or there is none. */
  source: instanceFactSchema.nullable(),
  /** Names of the manual snapshots that this issue has taken: the next has one of its own. */
  taken: z.number(),
  /** The stack of subnets and parameters, made before that of the instance. */
  aroundStack: ownStackSchema.nullable(),
  ...surroundingsSchema.shape,
});

export type RdsFacts = z.infer<typeof rdsFactsSchema>;
export type RdsInstanceFact = z.infer<typeof instanceFactSchema>;
