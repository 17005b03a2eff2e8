import { z } from 'zod';
import { groupFactSchema, subnetFactSchema, vpcFactSchema } from '../ec2-instance/facts-schema.ts';

/** The version of an engine that was asked for, or that AWS takes where none was. */
export const versionFactSchema = z.object({
  version: z.string(),
  /** Of its parameter groups, such as `postgres16`. */
  family: z.string(),
  /** False when this version does not run on the class that was asked for. */
  runsOnClass: z.boolean(),
});

/** A subnet group that was named. */
export const subnetGroupFactSchema = z.object({
  name: z.string(),
  vpcId: z.string(),
  subnetIds: z.array(z.string()),
});

/** Where a new database could stand. Empty when nothing is created. */
export const surroundingsSchema = z.object({
  /** Null when there is no such version, or none was looked for. */
  version: versionFactSchema.nullable(),
  /** Null when none was named, or there is none. */
  subnetGroup: subnetGroupFactSchema.nullable(),
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
  groups: z.array(groupFactSchema),
});

export type Surroundings = z.infer<typeof surroundingsSchema>;
export type VersionFact = z.infer<typeof versionFactSchema>;
