import { z } from 'zod';
import {
  groupFactSchema,
  imageFactSchema,
  typeFactSchema,
  vpcFactSchema,
} from '../ec2-instance/facts-schema.ts';
import { namedFactsSchema } from '../named/facts-schema.ts';
import { jsonObjectSchema, ownStackSchema } from '../owner.ts';

/** One version of a launch template, without its user data, which is none of ours. */
export const versionFactSchema = z.object({
  version: z.number(),
  instanceType: z.string(),
  image: z.string(),
  needsToken: z.boolean(),
  /** As it stands, for a version that requires more. */
  options: jsonObjectSchema,
  devices: z.array(jsonObjectSchema),
});

/** A group that starts its instances from it, and the version that it names. */
export const groupUserSchema = z.object({
  arn: z.string(),
  words: z.string(),
  version: z.string(),
});

/** What must be known before a task for a launch template can be drafted. */
export const launchTemplateFactsSchema = namedFactsSchema.extend({
  /** What starts where no version is named; 0 where there is no such template. */
  defaultVersion: z.number(),
  latestVersion: z.number(),
  /** The newest version; null where there is none, or nothing is changed. */
  latest: versionFactSchema.nullable(),
  /** The version that is asked as the default by its number; null where it is not there. */
  chosen: versionFactSchema.nullable(),
  tags: z.array(jsonObjectSchema),
  /** Groups that start from it. */
  groups: z.array(groupUserSchema),
  /** Instances that run of it, and of no group; looked up for a delete. */
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
