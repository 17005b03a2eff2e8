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
  'AWS::XRay::Group': {
    create: [a('xray:CreateGroup'), a('xray:TagResource', 'Tags')],
    read: [a('xray:GetGroup'), a('xray:ListTagsForResource', 'Tags')],
    update: [
      { action: 'xray:UpdateGroup', unlessOnly: ['Tags'] },
      a('xray:TagResource', 'Tags'),
      a('xray:UntagResource', 'Tags'),
    ],
    delete: [a('xray:DeleteGroup')],
  },
  'AWS::XRay::SamplingRule': {
    create: [a('xray:CreateSamplingRule'), a('xray:TagResource', 'Tags')],
    read: [a('xray:GetSamplingRules'), a('xray:ListTagsForResource', 'Tags')],
    update: [
      { action: 'xray:UpdateSamplingRule', unlessOnly: ['Tags'] },
      a('xray:TagResource', 'Tags'),
      a('xray:UntagResource', 'Tags'),
    ],
    delete: [a('xray:DeleteSamplingRule')],
  },
  'AWS::Budgets::Budget': {
    create: [
      a('budgets:ModifyBudget'),
      a('budgets:ViewBudget'),
      a('budgets:TagResource', 'ResourceTags'),
    ],
    read: [a('budgets:ViewBudget'), a('budgets:ListTagsForResource', 'ResourceTags')],
    update: [
      a('budgets:ModifyBudget'),
      a('budgets:ViewBudget'),
      a('budgets:TagResource', 'ResourceTags'),
      a('budgets:UntagResource', 'ResourceTags'),
    ],
    delete: [a('budgets:ModifyBudget'), a('budgets:ViewBudget')],
  },
};
