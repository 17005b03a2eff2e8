import { anywhere, referredName, regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** IAM knows a policy by its group; the id in the middle is Auto Scaling's own. */
const ownGroup = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['AutoScalingGroupName'], input);
  const path = `autoScalingGroup:*:autoScalingGroupName/${name ?? ''}`;
  return name === undefined ? [] : [regionalArn('autoscaling', input, path)];
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
