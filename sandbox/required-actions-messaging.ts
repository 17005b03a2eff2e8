import type { ActionRow, ActionTable } from './required-actions.ts';

/** Table of the IAM actions behind rules of events, dashboards, traces and budgets, by type. */

const a = (action: string, ...when: readonly string[]): ActionRow =>
  when.length === 0 ? { action } : { action, when };

const passRole: ActionRow = {
  action: 'iam:PassRole',
  on: ['roleArn'],
  passedTo: 'events.amazonaws.com',
  when: ['RoleArn'],
};

const RULE_READS = [a('events:DescribeRule'), a('events:ListTargetsByRule', 'Targets')];

export const MESSAGING_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::Events::Rule': {
    create: [a('events:PutRule'), passRole, a('events:PutTargets', 'Targets'), ...RULE_READS],
    read: RULE_READS,
    update: [
      a('events:PutRule'),
      passRole,
      a('events:PutTargets', 'Targets'),
      a('events:RemoveTargets', 'Targets'),
      ...RULE_READS,
    ],
    delete: [...RULE_READS, a('events:RemoveTargets', 'Targets'), a('events:DeleteRule')],
  },
  'AWS::CloudWatch::Dashboard': {
    create: [a('cloudwatch:PutDashboard'), a('cloudwatch:GetDashboard')],
    read: [a('cloudwatch:GetDashboard')],
    update: [a('cloudwatch:PutDashboard'), a('cloudwatch:GetDashboard')],
    delete: [a('cloudwatch:DeleteDashboards'), a('cloudwatch:GetDashboard')],
  },
};
