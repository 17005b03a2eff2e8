import { anywhere } from '../acts.ts';
import { arnsOfKind, making, onKind, onNamed, tagsOfKind, type Named } from '../network/acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const ARN = 'vpc-flow-log';

const OF_VPC: Named = { property: 'ResourceId', prefix: 'vpc-', arn: 'vpc' };

/** The role of a plan is named by its whole ARN; one that is not known is never passed. */
const roleArns = (input: NeedInput): readonly string[] => {
  const role = input.properties['DeliverLogsPermissionArn'];
  const isOurs =
    typeof role === 'string' &&
    role.startsWith(`arn:aws:iam::${input.account.id}:role/coworker/`) &&
    !role.includes('*');
  return isOurs ? [role] : [];
};

const passRole: Act = {
  action: 'iam:PassRole',
  resources: roleArns,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } }),
};

/** Source: schema of AWS::EC2::FlowLog, cut with the list of IAM. Only its tags ever change. */
export const flowLogTable: TypeTable = tableOf({
  type: 'AWS::EC2::FlowLog',
  arns: arnsOfKind(ARN),
  slowestMinutes: 2,
  isStateful: false,
  createOnly: [
    'DeliverLogsPermissionArn',
    'LogDestinationType',
    'LogGroupName',
    'ResourceId',
    'ResourceType',
    'TrafficType',
  ],
  sensitiveProperties: ['*'],
  create: [making('ec2:CreateFlowLogs'), ...onNamed('ec2:CreateFlowLogs', OF_VPC)],
  remove: onKind('ec2:DeleteFlowLogs', ARN),
  read: [anywhere('ec2:DescribeFlowLogs')],
  properties: {
    DeliverLogsPermissionArn: { set: [passRole] },
    Tags: tagsOfKind(ARN),
  },
});

/** The reviewed table of a flow log. */
export const FLOW_LOG_TYPES: readonly TypeTable[] = [flowLogTable];
