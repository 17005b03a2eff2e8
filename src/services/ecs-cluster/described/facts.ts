import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { readPage, readParsed } from '../../facts.ts';

/** A cluster as ECS describes it. */
export const clusterSchema = z.object({
  clusterArn: z.string(),
  clusterName: z.string(),
  status: z.string().nullish(),
  runningTasksCount: z.number().nullish(),
  pendingTasksCount: z.number().nullish(),
  activeServicesCount: z.number().nullish(),
  registeredContainerInstancesCount: z.number().nullish(),
  settings: z
    .array(z.object({ name: z.string().nullish(), value: z.string().nullish() }))
    .nullish(),
  tags: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish(),
});
export type Cluster = z.infer<typeof clusterSchema>;

const clustersSchema = z.object({ clusters: z.array(clusterSchema).nullish() });

/** One call of ECS. */
export const ecsCall = (
  region: Region,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): ReadCall => ({ client: 'ECS', operation, region, input });

/** Clusters by name or ARN, with settings and tags. ECS takes a hundred at once. */
export const readClusters = async (
  reader: AwsReader,
  region: Region,
  clusters: readonly string[],
): Promise<readonly Cluster[]> => {
  if (clusters.length === 0) return [];
  const input = { clusters, include: ['SETTINGS', 'STATISTICS', 'TAGS'] };
  const call = ecsCall(region, 'DescribeClusters', input);
  return (await readPage(reader, call, clustersSchema)).clusters ?? [];
};

/** A deleted cluster is told of for a while: it is not there any more. */
export const isThere = ({ status }: Cluster): boolean => status !== 'INACTIVE';

const servicesPage = z.object({
  serviceArns: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});

/** Names of the services of a cluster, page by page joined. */
export const servicesOf = async (
  reader: AwsReader,
  region: Region,
  cluster: string,
): Promise<readonly string[]> => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const input = { cluster, ...(token === undefined ? {} : { nextToken: token }) };
    const page = await readParsed(reader, ecsCall(region, 'ListServices', input), servicesPage);
    names.push(...(page?.serviceArns ?? []).map((arn) => arn.split('/').at(-1) ?? arn));
    token = page?.nextToken ?? undefined;
  } while (token !== undefined);
  return names.toSorted();
};
