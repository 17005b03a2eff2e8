import { anywhere, referredName, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** A policy's ARN names the group that it is of: another one, once its group is replaced. */
const presentGroup = ({ physicalId = '' }: NeedInput): string | undefined =>
  /autoScalingGroupName\/([^:]+):policyName/.exec(physicalId)?.[1];

/** IAM knows a policy by its group; the id in the middle is Auto Scaling's own. */
const ownGroup = (input: NeedInput): readonly string[] => {
  const named = referredName(input.properties['AutoScalingGroupName'], input);
  const names = [presentGroup(input), named].filter((name) => name !== undefined);
  return [...new Set(names)].map((name) =>
    regionalArn('autoscaling', input, `autoScalingGroup:*:autoScalingGroupName/${name}`),
  );
};

/** Source: schema of AWS::AutoScaling::ScalingPolicy, cut with the list of IAM. */
export const policyTable: TypeTable = tableOf({
  type: 'AWS::AutoScaling::ScalingPolicy',
  arns: ownGroup,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['AutoScalingGroupName'],
  sensitiveProperties: [],
  create: ['autoscaling:PutScalingPolicy'],
  change: ['autoscaling:PutScalingPolicy'],
  remove: ['autoscaling:DeletePolicy'],
  read: [anywhere('autoscaling:DescribePolicies')],
  properties: {},
});

/** The reviewed table of a scaling policy. */
export const SCALING_POLICY_TABLES: readonly TypeTable[] = [policyTable];
