import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import {
  elbCall,
  elbPages,
  elbTags,
  MOST_TAGGED,
  targetGroupSchema,
  targetStates,
  type TargetGroup,
} from '../load-balancer/described/facts.ts';

const TYPE = 'AWS::ElasticLoadBalancingV2::TargetGroup';

const pageSchema = z.object({
  TargetGroups: z.array(targetGroupSchema).nullish(),
  NextMarker: z.string().nullish(),
});

const toResource = (
  row: TargetGroup,
  tags: Readonly<Record<string, string>>,
  { account, region }: { readonly account: AwsAccount; readonly region: Region },
): AwsResource => ({
  id: row.TargetGroupName,
  arn: row.TargetGroupArn,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: row.LoadBalancerArns ?? [],
  tags,
  metadata: {
    protocol: row.Protocol ?? '',
    ...(typeof row.Port === 'number' ? { port: row.Port } : {}),
    targetType: row.TargetType ?? '',
  },
  createdAt: '',
  updatedAt: '',
});

/** Target groups of one region with their tags, page by page. */
export const listTargetGroups = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = elbCall(region, 'DescribeTargetGroups', { PageSize: MOST_TAGGED });
  for await (const { TargetGroups } of elbPages(reader, call, pageSchema)) {
    const rows = TargetGroups ?? [];
    const tags = await elbTags(
      reader,
      region,
      rows.map((row) => row.TargetGroupArn),
    );
    for (const row of rows)
      yield toResource(row, tags.get(row.TargetGroupArn) ?? {}, { account, region });
  }
};

/** How the targets of a group are. */
export const readTargetGroupHealth = async (
  reader: AwsReader,
  { arn, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const states = await targetStates(reader, region, arn);
  return { targets: states.length, illTargets: states.filter((one) => one === 'unhealthy').length };
};
