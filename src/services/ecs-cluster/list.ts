import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { ecsCall, isThere, readClusters, type Cluster } from './described/facts.ts';

const TYPE = 'AWS::ECS::Cluster';
const PAGE = 100;

const pageSchema = z.object({
  clusterArns: z.array(z.string()).nullish(),
  nextToken: z.string().nullish(),
});

const toResource = (row: Cluster, account: AwsAccount, region: Region): AwsResource => ({
  id: row.clusterName,
  arn: row.clusterArn,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: row.status === 'DEPROVISIONING' ? 'Deleting' : 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: [],
  tags: Object.fromEntries((row.tags ?? []).map((tag) => [tag.key, tag.value ?? ''])),
  metadata: {
    status: row.status ?? '',
    services: row.activeServicesCount ?? 0,
    running: row.runningTasksCount ?? 0,
    pending: row.pendingTasksCount ?? 0,
  },
  createdAt: '',
  updatedAt: '',
});

/** Clusters of one region, page by page. ECS does not say when one was made. */
export const listClusters = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = { maxResults: PAGE, ...(token === undefined ? {} : { nextToken: token }) };
    const page = await readPage(reader, ecsCall(region, 'ListClusters', input), pageSchema);
    const rows = await readClusters(reader, region, page.clusterArns ?? []);
    for (const row of rows.filter(isThere)) yield toResource(row, account, region);
    token = page.nextToken ?? undefined;
  } while (token !== undefined);
};
