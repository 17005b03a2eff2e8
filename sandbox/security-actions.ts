/** Table of what AWS demands for keys, secrets, people and what watches an account. */

import type { ActionRow, ActionTable, ActionTarget } from './required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow =>
  when.length === 0 ? { action } : { action, when };
const on = (action: string, ...targets: readonly ActionTarget[]): ActionRow => ({
  action,
  on: targets,
});

const onIf = (action: string, target: ActionTarget, ...when: readonly string[]): ActionRow => ({
  action,
  on: [target],
  when,
});

const passTo = (target: ActionTarget, service: string, ...when: readonly string[]): ActionRow => ({
  action: 'iam:PassRole',
  on: [target],
  passedTo: `${service}.amazonaws.com`,
  ...(when.length === 0 ? {} : { when }),
});
/** AWS makes the role of a service with the caller's right. */
const linked = (service: string): ActionRow => ({
  action: 'iam:CreateServiceLinkedRole',
  on: ['linkedRole'],
  linkedTo: `${service}.amazonaws.com`,
});

/** A named key is used by Secrets Manager with the caller's rights when a value is written. */
const SECRET_KEY: readonly ActionRow[] = [
  onIf('kms:Decrypt', 'secretKey', 'KmsKeyId'),
  onIf('kms:GenerateDataKey', 'secretKey', 'KmsKeyId'),
];

const USER_READS: readonly ActionRow[] = [
  a('iam:GetLoginProfile'),
  a('iam:GetUser'),
  a('iam:GetUserPolicy'),
  a('iam:ListAttachedUserPolicies'),
  a('iam:ListGroupsForUser'),
  a('iam:ListUserPolicies'),
];

export const SECURITY_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::KMS::Alias': {
    create: [on('kms:CreateAlias', 'self', 'aliasKey')],
    read: [a('kms:ListAliases')],
    update: [on('kms:UpdateAlias', 'self', 'aliasKey')],
    delete: [on('kms:DeleteAlias', 'self', 'aliasKey')],
  },
  'AWS::IAM::User': {
    create: [
      a('iam:CreateUser'),
      onIf('iam:AddUserToGroup', 'groups', 'Groups'),
      a('iam:CreateLoginProfile', 'LoginProfile'),
      a('iam:AttachUserPolicy', 'ManagedPolicyArns'),
      a('iam:PutUserPolicy', 'Policies'),
      a('iam:TagUser', 'Tags'),
    ],
    read: [...USER_READS],
    update: [
      onIf('iam:AddUserToGroup', 'groups', 'Groups'),
      onIf('iam:RemoveUserFromGroup', 'groups', 'Groups'),
      a('iam:CreateLoginProfile', 'LoginProfile'),
      a('iam:DeleteLoginProfile', 'LoginProfile'),
      a('iam:UpdateLoginProfile', 'LoginProfile'),
      a('iam:AttachUserPolicy', 'ManagedPolicyArns'),
      a('iam:DetachUserPolicy', 'ManagedPolicyArns'),
      a('iam:UpdateUser', 'Path'),
      a('iam:PutUserPermissionsBoundary', 'PermissionsBoundary'),
      a('iam:PutUserPolicy', 'Policies'),
      a('iam:DeleteUserPolicy', 'Policies'),
      a('iam:TagUser', 'Tags'),
      a('iam:UntagUser', 'Tags'),
    ],
    delete: [
      a('iam:DeleteUser'),
      onIf('iam:RemoveUserFromGroup', 'groups', 'Groups'),
      a('iam:DeleteLoginProfile', 'LoginProfile'),
      a('iam:DetachUserPolicy', 'ManagedPolicyArns'),
      a('iam:DeleteUserPolicy', 'Policies'),
    ],
  },
  'AWS::IAM::Group': {
    create: [
      a('iam:CreateGroup'),
      a('iam:AttachGroupPolicy', 'ManagedPolicyArns'),
      a('iam:PutGroupPolicy', 'Policies'),
    ],
    read: [
      a('iam:GetGroup'),
      a('iam:GetGroupPolicy'),
      a('iam:ListAttachedGroupPolicies'),
      a('iam:ListGroupPolicies'),
    ],
    update: [
      { ...a('iam:AttachGroupPolicy', 'ManagedPolicyArns'), whileSet: 'ManagedPolicyArns' },
      a('iam:DetachGroupPolicy', 'ManagedPolicyArns'),
      a('iam:PutGroupPolicy', 'Policies'),
      a('iam:DeleteGroupPolicy', 'Policies'),
      a('iam:UpdateGroup', 'Path'),
    ],
    delete: [
      a('iam:DeleteGroup'),
      a('iam:DetachGroupPolicy', 'ManagedPolicyArns'),
      a('iam:DeleteGroupPolicy', 'Policies'),
    ],
  },
  'AWS::IAM::AccessKey': {
    create: [a('iam:CreateAccessKey'), a('iam:UpdateAccessKey', 'Status')],
    read: [a('iam:ListAccessKeys')],
    update: [a('iam:UpdateAccessKey', 'Status')],
    delete: [a('iam:DeleteAccessKey')],
  },
  'AWS::CloudTrail::Trail': {
    create: [
      a('cloudtrail:CreateTrail'),
      a('cloudtrail:StartLogging'),
      passTo('trailRole', 'cloudtrail', 'CloudWatchLogsRoleArn'),
      a('cloudtrail:PutEventSelectors', 'EventSelectors', 'AdvancedEventSelectors'),
      a('cloudtrail:PutInsightSelectors', 'InsightSelectors'),
      a('cloudtrail:AddTags', 'Tags'),
    ],
    read: [
      a('cloudtrail:DescribeTrails'),
      a('cloudtrail:GetEventSelectors'),
      a('cloudtrail:GetInsightSelectors'),
      a('cloudtrail:GetTrail'),
      a('cloudtrail:GetTrailStatus'),
      a('cloudtrail:ListTags'),
    ],
    update: [
      { action: 'cloudtrail:UpdateTrail', unlessOnly: ['Tags'] },
      a('cloudtrail:StartLogging', 'IsLogging'),
      a('cloudtrail:StopLogging', 'IsLogging'),
      passTo('trailRole', 'cloudtrail', 'CloudWatchLogsRoleArn'),
      a('cloudtrail:PutEventSelectors', 'EventSelectors', 'AdvancedEventSelectors'),
      a('cloudtrail:PutInsightSelectors', 'InsightSelectors'),
      a('cloudtrail:AddTags', 'Tags'),
      a('cloudtrail:RemoveTags', 'Tags'),
    ],
    delete: [a('cloudtrail:DeleteTrail')],
  },
  'AWS::Config::ConfigurationRecorder': {
    create: [
      a('config:PutConfigurationRecorder'),
      a('config:StartConfigurationRecorder'),
      passTo('recorderRole', 'config'),
    ],
    read: [
      a('config:DescribeConfigurationRecorders'),
      a('config:DescribeConfigurationRecorderStatus'),
    ],
    update: [a('config:PutConfigurationRecorder'), passTo('recorderRole', 'config')],
    delete: [a('config:DeleteConfigurationRecorder'), a('config:StopConfigurationRecorder')],
  },
  'AWS::Config::DeliveryChannel': {
    create: [a('config:PutDeliveryChannel')],
    read: [a('config:DescribeDeliveryChannels')],
    update: [a('config:PutDeliveryChannel')],
    delete: [a('config:DeleteDeliveryChannel')],
  },
  'AWS::IAM::ServiceLinkedRole': {
    create: [{ action: 'iam:CreateServiceLinkedRole', linkedTo: 'AWSServiceName' }],
    read: [a('iam:GetRole')],
    update: [],
    delete: [a('iam:DeleteServiceLinkedRole')],
  },
  'AWS::GuardDuty::Detector': {
    create: [
      a('guardduty:CreateDetector'),
      linked('guardduty'),
      a('guardduty:TagResource', 'Tags'),
    ],
    read: [
      a('guardduty:GetDetector'),
      a('guardduty:ListDetectors'),
      a('guardduty:ListTagsForResource'),
    ],
    update: [
      { action: 'guardduty:UpdateDetector', unlessOnly: ['Tags'] },
      a('guardduty:TagResource', 'Tags'),
      a('guardduty:UntagResource', 'Tags'),
    ],
    delete: [a('guardduty:DeleteDetector')],
  },
  'AWS::SecurityHub::Hub': {
    create: [
      a('securityhub:EnableSecurityHub'),
      linked('securityhub'),
      a('securityhub:UpdateSecurityHubConfiguration', 'AutoEnableControls'),
      a('securityhub:TagResource', 'Tags'),
    ],
    read: [a('securityhub:DescribeHub'), a('securityhub:ListTagsForResource')],
    update: [
      a(
        'securityhub:UpdateSecurityHubConfiguration',
        'AutoEnableControls',
        'ControlFindingGenerator',
      ),
      a('securityhub:TagResource', 'Tags'),
      a('securityhub:UntagResource', 'Tags'),
    ],
    delete: [a('securityhub:DisableSecurityHub')],
  },
  'AWS::SecurityHub::Standard': {
    create: [a('securityhub:BatchEnableStandards')],
    read: [a('securityhub:GetEnabledStandards')],
    update: [],
    delete: [a('securityhub:BatchDisableStandards')],
  },
  'AWS::SecretsManager::Secret': {
    create: [
      a('secretsmanager:CreateSecret'),
      a('secretsmanager:GetRandomPassword', 'GenerateSecretString'),
      a('secretsmanager:TagResource', 'Tags'),
      ...SECRET_KEY,
    ],
    read: [a('secretsmanager:DescribeSecret')],
    update: [
      a('secretsmanager:UpdateSecret', 'Description', 'GenerateSecretString', 'KmsKeyId'),
      a('secretsmanager:GetRandomPassword', 'GenerateSecretString'),
      a('secretsmanager:TagResource', 'Tags'),
      a('secretsmanager:UntagResource', 'Tags'),
      ...SECRET_KEY,
    ],
    delete: [a('secretsmanager:DeleteSecret')],
  },
  'AWS::SecretsManager::RotationSchedule': {
    create: [
      on('secretsmanager:RotateSecret', 'scheduledSecret'),
      onIf('lambda:InvokeFunction', 'rotationFunction', 'RotationLambdaARN'),
    ],
    read: [on('secretsmanager:DescribeSecret', 'scheduledSecret')],
    update: [
      on('secretsmanager:RotateSecret', 'scheduledSecret'),
      onIf('lambda:InvokeFunction', 'rotationFunction', 'RotationLambdaARN'),
    ],
    delete: [on('secretsmanager:CancelRotateSecret', 'scheduledSecret')],
  },
};
