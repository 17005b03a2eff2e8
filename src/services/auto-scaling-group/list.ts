import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { groupPage, scalingCall, type Group } from './described/facts.ts';

const TYPE = 'AWS::AutoScaling::AutoScalingGroup';
const PAGE = 50;

const toResource = (row: Group, account: AwsAccount, region: Region): AwsResource => {
  const instances = row.Instances ?? [];
  const createdAt = row.CreatedTime?.toISOString() ?? '';
  const name = row.AutoScalingGroupName;
  return {
    id: name,
    arn:
      row.AutoScalingGroupARN ??
      `arn:aws:autoscaling:${region}:${account.id}:autoScalingGroup:*:autoScalingGroupName/${name}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: row.Status === undefined || row.Status === null ? 'Active' : 'Deleting',
    ownerAgent: ownerOf(TYPE),
    dependencies: instances.map((one) => one.InstanceId),
    tags: Object.fromEntries((row.Tags ?? []).map((tag) => [tag.Key, tag.Value ?? ''])),
    metadata: {
      min: row.MinSize,
      max: row.MaxSize,
      desired: row.DesiredCapacity,
      inService: instances.filter((one) => one.LifecycleState === 'InService').length,
      ill: instances.filter((one) => one.HealthStatus === 'Unhealthy').length,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Groups of one region, page by page; their instances come with them. */
export const listGroups = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = { MaxRecords: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const call = scalingCall(region, 'DescribeAutoScalingGroups', input);
    const page = await readPage(reader, call, groupPage);
    for (const row of page.AutoScalingGroups ?? []) yield toResource(row, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
