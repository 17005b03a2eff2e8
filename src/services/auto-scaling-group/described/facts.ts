import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { readPage } from '../../facts.ts';

/** A group as Auto Scaling describes it. */
export const groupSchema = z.object({
  AutoScalingGroupName: z.string(),
  AutoScalingGroupARN: z.string().nullish(),
  MinSize: z.number(),
  MaxSize: z.number(),
  DesiredCapacity: z.number(),
  Instances: z
    .array(
      z.object({
        InstanceId: z.string(),
        LifecycleState: z.string().nullish(),
        HealthStatus: z.string().nullish(),
      }),
    )
    .nullish(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string().nullish() })).nullish(),
  LaunchTemplate: z
    .object({ LaunchTemplateName: z.string().nullish(), Version: z.string().nullish() })
    .nullish(),
  Status: z.string().nullish(),
  CreatedTime: z.coerce.date().nullish(),
});
export type Group = z.infer<typeof groupSchema>;

/** One page of groups. */
export const groupPage = z.object({
  AutoScalingGroups: z.array(groupSchema).nullish(),
  NextToken: z.string().nullish(),
});

/** One call of Auto Scaling. */
export const scalingCall = (
  region: Region,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): ReadCall => ({ client: 'AutoScaling', operation, region, input });

/** The group of a name; undefined when there is none: Auto Scaling answers an empty list then. */
export const readGroup = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<Group | undefined> => {
  const input = { AutoScalingGroupNames: [name] };
  const call = scalingCall(region, 'DescribeAutoScalingGroups', input);
  return (await readPage(reader, call, groupPage)).AutoScalingGroups?.[0];
};

const refreshPage = z.object({
  InstanceRefreshes: z.array(z.object({ Status: z.string().nullish() })).nullish(),
});

/** Whether instances are being replaced right now. Auto Scaling names the newest refresh first. */
export const isRefreshing = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<boolean> => {
  const input = { AutoScalingGroupName: name, MaxRecords: 1 };
  const call = scalingCall(region, 'DescribeInstanceRefreshes', input);
  const [newest] = (await readPage(reader, call, refreshPage)).InstanceRefreshes ?? [];
  return /^(Pending|InProgress|Cancelling|Rollback|Baking)/.test(newest?.Status ?? '');
};
