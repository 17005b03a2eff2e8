import type { Template, TemplateResource } from '../../plan/template.ts';
import type { Json } from '../../task/json.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { accessName } from '../ec2-instance/template.ts';
import { trustOf } from '../iam-role/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { logicalIdOf } from '../template-edit.ts';

/** End of the name of the stack that holds the role of a flow log. */
export const DELIVERY = 'delivery';

/** A flow log that is to be made. */
export interface FlowLogParts {
  readonly name: string;
  /** What its `Name` says where it is not a part of a network of that name. */
  readonly called?: string;
  /** The VPC: its id, or a reference to it in the same template. */
  readonly vpc: Json;
  readonly days: number;
}

/** The log group has the name of its stack, so that no other plan has it. */
export const flowGroupName = ({ stackName }: Pick<DraftContext, 'stackName'>): string =>
  `/vpc/${stackName}`;

const roleArn = ({ account, stackName }: DraftContext): string =>
  `arn:aws:iam::${account.id}:role${IAM_PATH}${accessName(stackName)}`;

/** It may write into this one log group. Source: docs of VPC flow logs, IAM role for delivery. */
const roleOf = (context: DraftContext, name: string): TemplateResource => {
  const group = `arn:aws:logs:${context.region}:${context.account.id}:log-group:`;
  const own = `${group}${flowGroupName(context)}`;
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: accessName(context.stackName),
      Path: IAM_PATH,
      PermissionsBoundary: boundaryArn(context.account.id),
      Description: `Delivers the flow log of ${name}`,
      AssumeRolePolicyDocument: trustOf('vpc-flow-logs.amazonaws.com', context.account.id),
      Policies: [
        {
          PolicyName: 'delivery',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Deliver',
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
                Resource: [own, `${own}:*`],
              },
            ],
          },
        },
      ],
      Tags: tagList(context.tagsFor(`${name}-delivery`)),
    },
  };
};

/** Logs outlive the network: what they tell is wanted most when it is gone. */
const groupOf = (context: DraftContext, { name, days }: FlowLogParts): TemplateResource => ({
  Type: 'AWS::Logs::LogGroup',
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    LogGroupName: flowGroupName(context),
    RetentionInDays: days,
    Tags: tagList(context.tagsFor(`${name}-flows`)),
  },
});

/** One session does not hold all of it; where a pipeline deploys, the two stand together. */
const isApart = ({ tier }: DraftContext): boolean => isExecuteTier(tier);

const groupIn = (context: DraftContext, parts: FlowLogParts): Template['Resources'] => ({
  [logicalIdOf(parts.name, 'Flows')]: groupOf(context, parts),
});

/** What stands before the flow log, in a stack of its own. */
export const deliveryTemplate = (context: DraftContext, parts: FlowLogParts): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Delivery of the flow log of ${parts.name}`,
  Resources: {
    [logicalIdOf(parts.name, 'Delivery')]: roleOf(context, parts.name),
    ...(isApart(context) ? groupIn(context, parts) : {}),
  },
});

/** The flow log itself, of all traffic of a VPC. */
export const flowLogResources = (
  context: DraftContext,
  parts: FlowLogParts,
): Template['Resources'] => {
  const group = logicalIdOf(parts.name, 'Flows');
  return {
    ...(isApart(context) ? {} : groupIn(context, parts)),
    [logicalIdOf(parts.name, 'FlowLog')]: {
      Type: 'AWS::EC2::FlowLog',
      Properties: {
        ResourceId: parts.vpc,
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: isApart(context) ? flowGroupName(context) : { Ref: group },
        DeliverLogsPermissionArn: roleArn(context),
        Tags: tagList(context.tagsFor(parts.called ?? `${parts.name}-flow-log`)),
      },
    },
  };
};
