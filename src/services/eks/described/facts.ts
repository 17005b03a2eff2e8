import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';

const health = z.object({ issues: z.array(z.unknown()).nullish() }).nullish();
const tags = z.record(z.string(), z.string()).nullish();

/** A cluster as EKS describes it. */
export const clusterSchema = z.object({
  name: z.string(),
  arn: z.string(),
  version: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: z.coerce.date().nullish(),
  resourcesVpcConfig: z
    .object({
      vpcId: z.string().nullish(),
      subnetIds: z.array(z.string()).nullish(),
      endpointPublicAccess: z.boolean().nullish(),
      publicAccessCidrs: z.array(z.string()).nullish(),
    })
    .nullish(),
  health,
  tags,
});
export type EksCluster = z.infer<typeof clusterSchema>;

/** A group of nodes as EKS describes it. */
export const nodegroupSchema = z.object({
  nodegroupName: z.string(),
  nodegroupArn: z.string(),
  clusterName: z.string(),
  version: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: z.coerce.date().nullish(),
  scalingConfig: z
    .object({
      minSize: z.number().nullish(),
      maxSize: z.number().nullish(),
      desiredSize: z.number().nullish(),
    })
    .nullish(),
  instanceTypes: z.array(z.string()).nullish(),
  health,
  tags,
});
export type EksNodegroup = z.infer<typeof nodegroupSchema>;

/** An add-on as EKS describes it. */
export const addonSchema = z.object({
  addonName: z.string(),
  addonArn: z.string(),
  clusterName: z.string(),
  addonVersion: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: z.coerce.date().nullish(),
  health,
  tags,
});
export type EksAddon = z.infer<typeof addonSchema>;

/** One call of EKS. */
export const eksCall = (
  region: Region,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): ReadCall => ({ client: 'EKS', operation, region, input });

/** A cluster by its name; undefined where there is none. */
export const readEksCluster = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<EksCluster | undefined> => {
  const call = eksCall(region, 'DescribeCluster', { name });
  return (await readParsed(reader, call, z.object({ cluster: clusterSchema })))?.cluster;
};

/** A thing of one cluster, by the names of both. */
export interface InCluster {
  readonly cluster: string;
  readonly name: string;
}

/** A group of nodes; undefined where there is none. */
export const readNodegroup = async (
  reader: AwsReader,
  region: Region,
  { cluster, name }: InCluster,
): Promise<EksNodegroup | undefined> => {
  const input = { clusterName: cluster, nodegroupName: name };
  const call = eksCall(region, 'DescribeNodegroup', input);
  return (await readParsed(reader, call, z.object({ nodegroup: nodegroupSchema })))?.nodegroup;
};

/** An add-on; undefined where there is none. */
export const readAddon = async (
  reader: AwsReader,
  region: Region,
  { cluster, name }: InCluster,
): Promise<EksAddon | undefined> => {
  const input = { clusterName: cluster, addonName: name };
  const call = eksCall(region, 'DescribeAddon', input);
  return (await readParsed(reader, call, z.object({ addon: addonSchema })))?.addon;
};

const namesSchema = z.object({
  clusters: z.array(z.string()).nullish(),
  nodegroups: z.array(z.string()).nullish(),
  addons: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});

/** The lists of EKS, by the member of their answer. */
const LISTS = {
  clusters: 'ListClusters',
  nodegroups: 'ListNodegroups',
  addons: 'ListAddons',
} as const;

/** Names of a list, page by page; of one cluster where it is named. */
export const eksNames = async function* (
  reader: AwsReader,
  region: Region,
  what: { readonly list: keyof typeof LISTS; readonly cluster?: string },
): AsyncIterable<string> {
  const { list, cluster } = what;
  const input = cluster === undefined ? {} : { clusterName: cluster };
  const pages = readPages(reader, eksCall(region, LISTS[list], input), {
    schema: namesSchema,
    member: 'nextToken',
    next: (page) => page.nextToken,
  });
  for await (const page of pages) yield* page[list] ?? [];
};

/** The same as a list, sorted. */
export const readNames = async (
  reader: AwsReader,
  region: Region,
  what: Parameters<typeof eksNames>[2],
): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of eksNames(reader, region, what)) names.push(name);
  return names.toSorted();
};
