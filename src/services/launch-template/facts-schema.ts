import { z } from 'zod';
import {
  groupFactSchema,
  imageFactSchema,
  typeFactSchema,
  vpcFactSchema,
} from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { jsonObjectSchema, ownStackSchema } from '../owner.ts';

/** One version of a launch template; what its user data says is none of ours. */
export const versionFactSchema = z.object({
  version: z.number(),
  instanceType: z.string(),
  image: z.string(),
  needsToken: z.boolean(),
  /** As it stands, for a version that requires more. */
  options: jsonObjectSchema,
  devices: z.array(jsonObjectSchema),
  /** All that EC2 keeps of it; user data only as the version that it is of. */
  data: jsonObjectSchema,
});

/** A group that starts its instances from it, and each version that it names. */
export const groupUserSchema = z.object({
  arn: z.string(),
  words: z.string(),
  versions: z.array(z.string()),
});

/** What must be known before a task for a launch template can be drafted. */
export const launchTemplateFactsSchema = namedFactsSchema.extend({
  /** What starts where no version is named; 0 where there is no such template. */
  defaultVersion: z.number(),
  latestVersion: z.number(),
  /** The version that is the default; null where nothing is changed. */
  standard: versionFactSchema.nullable(),
  /** The newest version; null where there is none, or nothing is changed. */
  latest: versionFactSchema.nullable(),
  /** The version that is asked as the default by its number; null where it is not there. */
  chosen: versionFactSchema.nullable(),
  tags: z.array(jsonObjectSchema),
  /** Groups that start from it. */
  groups: z.array(groupUserSchema),
  /** Instances that run of it, and of none of these groups; looked up for a delete. */
  instances: z.array(z.string()),
  hasKeyPair: z.boolean(),
  type: typeFactSchema.nullable(),
  image: imageFactSchema.nullable(),
  /** The stack of role and profile, made before that of the template. */
  accessStack: ownStackSchema.nullable(),
  vpcs: z.array(vpcFactSchema),
  securityGroups: z.array(groupFactSchema),
});

export type LaunchTemplateFacts = z.infer<typeof launchTemplateFactsSchema>;
export type VersionFact = z.infer<typeof versionFactSchema>;
