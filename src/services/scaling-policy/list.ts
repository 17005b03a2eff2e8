import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { describePolicies } from './described/facts.ts';
import { followedBy, sayTarget } from './follows.ts';

const resourceType = 'AWS::AutoScaling::ScalingPolicy';

/** Scaling policies of every group of one region, page by page. */
export const listScalingPolicies = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for await (const row of describePolicies(reader, region)) {
    const { PredefinedMetricSpecification: metric, TargetValue: target } =
      row.TargetTrackingConfiguration ?? {};
    const followed = followedBy(metric?.PredefinedMetricType ?? '');
    const type = row.PolicyType ?? 'SimpleScaling';
    const steps = type === 'StepScaling' ? 'steps' : type;
    const keeps =
      followed === undefined || target === undefined ? steps : sayTarget(followed, target);
    yield listedResource(
      { resourceType, account, region },
      {
        id: row.PolicyName,
        arn: row.PolicyARN,
        dependencies: [row.AutoScalingGroupName],
        // It has no tags, and a name that CloudFormation made says nothing.
        tags: { Name: `${row.AutoScalingGroupName}: ${keeps}` },
        metadata: {
          group: row.AutoScalingGroupName,
          type,
          keeps,
          enabled: row.Enabled !== false,
          alarms: (row.Alarms ?? []).length,
        },
      },
    );
  }
};
