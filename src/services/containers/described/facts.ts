import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { ecsCall } from '../../ecs-cluster/described/facts.ts';
import { readPage, readParsed } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';
import { logGroupName } from '../access.ts';

const tags = z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish();

/** A revision of a family as ECS describes it. */
export const definitionSchema = z.object({
  taskDefinitionArn: z.string(),
  family: z.string(),
  revision: z.number(),
  status: z.string().nullish(),
  cpu: z.string().nullish(),
  memory: z.string().nullish(),
  networkMode: z.string().nullish(),
  requiresCompatibilities: z.array(z.string()).nullish(),
  registeredAt: z.coerce.date().nullish(),
  containerDefinitions: z
    .array(
      z.object({
        name: z.string(),
        image: z.string().nullish(),
        portMappings: z.array(z.object({ containerPort: z.number().nullish() })).nullish(),
      }),
    )
    .nullish(),
});
export type Definition = z.infer<typeof definitionSchema>;

const oneSchema = z.object({ taskDefinition: definitionSchema });

/** A family's newest revision, or a revision; undefined where none of it is active. */
export const readDefinition = async (
  reader: AwsReader,
  region: Region,
  named: string,
): Promise<Definition | undefined> => {
  const input = { taskDefinition: named };
  const found = await readParsed(
    reader,
    ecsCall(region, 'DescribeTaskDefinition', input),
    oneSchema,
  );
  return found?.taskDefinition.status === 'INACTIVE' ? undefined : found?.taskDefinition;
};

/** A service as ECS describes it. Events are not read: programs write in them. */
export const serviceSchema = z.object({
  serviceArn: z.string(),
  serviceName: z.string(),
  clusterArn: z.string(),
  status: z.string().nullish(),
  desiredCount: z.number().nullish(),
  runningCount: z.number().nullish(),
  pendingCount: z.number().nullish(),
  launchType: z.string().nullish(),
  taskDefinition: z.string().nullish(),
  createdAt: z.coerce.date().nullish(),
  deployments: z
    .array(z.object({ id: z.string().nullish(), rolloutState: z.string().nullish() }))
    .nullish(),
  tags,
});
export type EcsService = z.infer<typeof serviceSchema>;

const servicesSchema = z.object({ services: z.array(serviceSchema).nullish() });

const BATCH = 10;

/** Services of one cluster by name or ARN, ten at a time, as ECS takes them; gone ones left out. */
export const readServices = async (
  reader: AwsReader,
  region: Region,
  { cluster, services }: { readonly cluster: string; readonly services: readonly string[] },
): Promise<readonly EcsService[]> => {
  const found: EcsService[] = [];
  for (let at = 0; at < services.length; at += BATCH) {
    const input = { cluster, services: services.slice(at, at + BATCH), include: ['TAGS'] };
    const call = ecsCall(region, 'DescribeServices', input);
    const page = await readParsed(reader, call, servicesSchema);
    found.push(...(page?.services ?? []).filter(({ status }) => status !== 'INACTIVE'));
  }
  return found;
};

const clusterPage = z.object({
  clusterArns: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});
const servicePage = z.object({
  serviceArns: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});

/** Every service of a region, cluster by cluster and page by page. */
export const everyService = async function* (
  reader: AwsReader,
  region: Region,
): AsyncIterable<EcsService> {
  const paging = { member: 'nextToken' } as const;
  const all = readPages(reader, ecsCall(region, 'ListClusters', { maxResults: 100 }), {
    ...paging,
    schema: clusterPage,
    next: (page) => page.nextToken,
  });
  for await (const { clusterArns } of all)
    for (const cluster of clusterArns ?? []) {
      const pages = readPages(reader, ecsCall(region, 'ListServices', { cluster }), {
        ...paging,
        schema: servicePage,
        next: (page) => page.nextToken,
      });
      for await (const { serviceArns } of pages)
        yield* await readServices(reader, region, { cluster, services: serviceArns ?? [] });
    }
};

const groupsSchema = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string().nullish() })).nullish(),
});

/** Whether an earlier family of this name left its log group, which would stop the stack. */
export const readHasLogs = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<boolean> => {
  const group = logGroupName(name);
  const input = { logGroupNamePrefix: group, limit: 1 };
  const call = { client: 'CloudWatchLogs', operation: 'DescribeLogGroups', region, input };
  const found = await readPage(reader, call, groupsSchema);
  return found.logGroups?.[0]?.logGroupName === group;
};
