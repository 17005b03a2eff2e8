import { z } from 'zod';
import { jsonObjectSchema, ownerSchema, ownStackSchema } from '../owner.ts';

/** One instance that exists. */
export const instanceFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  type: z.string(),
});

/** The image that an instance starts from. */
export const imageFactSchema = z.object({
  id: z.string(),
  architecture: z.string(),
  rootDevice: z.string(),
  rootSizeGb: z.number(),
});

export const typeFactSchema = z.object({ name: z.string(), architectures: z.array(z.string()) });

export const vpcFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  isDefault: z.boolean(),
  /** Addresses of the VPC; null where EC2 did not say. */
  cidr: z.string().nullable(),
  /** Its main table, which a new subnet uses, leads to the internet. */
  isOpen: z.literal(true).exactOptional(),
});

export const subnetFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  vpcId: z.string(),
  zone: z.string(),
  isPrivate: z.boolean(),
  givesPublicIp: z.boolean(),
});

export const groupFactSchema = z.object({
  id: z.string(),
  name: z.string(),
  vpcId: z.string(),
  /** Ports or protocols that the whole world reaches and must not. */
  openTo: z.array(z.string()),
  /**
   * Every rule by which the whole world reaches something, or may, as by a prefix list; absent
   * where nobody read them.
   */
  world: z
    .array(z.object({ protocol: z.string(), from: z.number(), to: z.number(), source: z.string() }))
    .exactOptional(),
});

/** What must be known before an instance task can be drafted. */
export const ec2FactsSchema = z.object({
  /** Living instances that the name or id means. */
  found: z.array(instanceFactSchema),
  ownStack: ownStackSchema.nullable(),
  /** The stack of role and profile, made before that of the instance. */
  accessStack: ownStackSchema.nullable(),
  owner: ownerSchema,
  /** As Cloud Control reads them; null when not looked up. */
  properties: jsonObjectSchema.nullable(),
  /** Null when the type does not exist in this region, or none was asked. */
  type: typeFactSchema.nullable(),
  /** Null when there is no such image. */
  image: imageFactSchema.nullable(),
  /** Empty when nothing is created. */
  vpcs: z.array(vpcFactSchema),
  subnets: z.array(subnetFactSchema),
  groups: z.array(groupFactSchema),
});

export type Ec2Facts = z.infer<typeof ec2FactsSchema>;
export type InstanceFact = z.infer<typeof instanceFactSchema>;
export type ImageFact = z.infer<typeof imageFactSchema>;
export type TypeFact = z.infer<typeof typeFactSchema>;
export type VpcFact = z.infer<typeof vpcFactSchema>;
export type SubnetFact = z.infer<typeof subnetFactSchema>;
export type GroupFact = z.infer<typeof groupFactSchema>;
