import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import {
  balancerSchema,
  elbCall,
  elbPages,
  elbTags,
  groupsOf,
  MOST_TAGGED,
  targetStates,
  type Balancer,
} from './described/facts.ts';

const TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

const pageSchema = z.object({
  LoadBalancers: z.array(balancerSchema).nullish(),
  NextMarker: z.string().nullish(),
});

const toResource = (
  row: Balancer,
  tags: Readonly<Record<string, string>>,
  { account, region }: { readonly account: AwsAccount; readonly region: Region },
): AwsResource => {
  const createdAt = row.CreatedTime?.toISOString() ?? '';
  return {
    id: row.LoadBalancerName,
    arn: row.LoadBalancerArn,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: row.State?.Code === 'provisioning' ? 'Creating' : 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: row.VpcId === undefined || row.VpcId === null ? [] : [row.VpcId],
    tags,
    metadata: {
      kind: row.Type ?? '',
      scheme: row.Scheme ?? '',
      state: row.State?.Code ?? '',
      dnsName: row.DNSName ?? '',
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Load balancers of one region with their tags, page by page. */
export const listLoadBalancers = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = elbCall(region, 'DescribeLoadBalancers', { PageSize: MOST_TAGGED });
  for await (const { LoadBalancers } of elbPages(reader, call, pageSchema)) {
    const rows = LoadBalancers ?? [];
    const tags = await elbTags(
      reader,
      region,
      rows.map((row) => row.LoadBalancerArn),
    );
    for (const row of rows)
      yield toResource(row, tags.get(row.LoadBalancerArn) ?? {}, { account, region });
  }
};

/** Targets that are neither healthy nor on their way in or out. */
const isIll = (state: string): boolean => state.startsWith('unhealthy');

/** The state of a load balancer, and of what is behind it. */
export const readLoadBalancerHealth = async (
  reader: AwsReader,
  { arn, region, metadata }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const states: string[] = [];
  for (const group of await groupsOf(reader, region, arn))
    states.push(...(await targetStates(reader, region, group.TargetGroupArn)));
  return { ...metadata, targets: states.length, illTargets: states.filter(isIll).length };
};
