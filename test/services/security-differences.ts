import type { Difference } from './required-differences.ts';

const NOT_FOR_PEOPLE =
  'A password, inline policies and policies of its own are nothing that a plan gives to a user or ' +
  'puts into a group: such a template is refused while drafting.';
const ONE_PATH = 'Users and groups of plans stay under `/coworker/`: another path is refused.';

const demanded = (
  type: string,
  because: string,
  rows: readonly (readonly [operation: string, ...actions: readonly string[]])[],
): readonly Difference[] =>
  rows.flatMap(([operation, ...actions]) =>
    actions.map((action) => ({
      type,
      operation,
      side: 'demanded, not asked' as const,
      action,
      because,
    })),
  );

const NEVER_OFF =
  'What watches an account is never deleted or turned off: its template must retain it, else it is ' +
  'refused while drafting.';
const COULD_BLIND =
  'The call that changes it could also blind it, so every role of this application is denied it; ' +
  'such a change is refused while drafting.';

const kept = (type: string, ...actions: readonly string[]): readonly Difference[] =>
  demanded(type, NEVER_OFF, [
    ['create', ...actions],
    ['delete', ...actions],
  ]);

const ofTrail = (operation: string, ...actions: readonly string[]) =>
  [operation, ...actions] as const;

const TRAIL_SETTINGS = [
  'CloudWatchLogsLogGroupArn',
  'CloudWatchLogsRoleArn',
  'EnableLogFileValidation',
  'IncludeGlobalServiceEvents',
  'IsMultiRegionTrail',
  'IsOrganizationTrail',
  'KMSKeyId',
  'S3BucketName',
  'S3KeyPrefix',
  'SnsTopicName',
];
const EVENTS = 'cloudtrail:PutEventSelectors';
const INSIGHTS = 'cloudtrail:PutInsightSelectors';
const UPDATE = 'cloudtrail:UpdateTrail';

/** Where AWS demands of what watches an account what no session of ours has. */
export const WATCHERS: readonly Difference[] = [
  ...kept('AWS::CloudTrail::Trail', 'cloudtrail:DeleteTrail'),
  ...demanded('AWS::CloudTrail::Trail', COULD_BLIND, [
    ofTrail('create of AdvancedEventSelectors', EVENTS),
    ofTrail('create of EventSelectors', EVENTS),
    ofTrail('create of InsightSelectors', INSIGHTS),
    ofTrail('update of AdvancedEventSelectors', EVENTS, UPDATE),
    ofTrail('update of EventSelectors', EVENTS, UPDATE),
    ofTrail('update of InsightSelectors', INSIGHTS, UPDATE),
    ofTrail('update of IsLogging', 'cloudtrail:StopLogging', UPDATE),
    ...TRAIL_SETTINGS.map((name) => ofTrail(`update of ${name}`, UPDATE)),
  ]),
  ...kept(
    'AWS::Config::ConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:StopConfigurationRecorder',
  ),
  ...kept('AWS::Config::DeliveryChannel', 'config:DeleteDeliveryChannel'),
  ...kept('AWS::IAM::ServiceLinkedRole', 'iam:DeleteServiceLinkedRole'),
  ...kept('AWS::GuardDuty::Detector', 'guardduty:DeleteDetector'),
  ...demanded(
    'AWS::GuardDuty::Detector',
    COULD_BLIND,
    ['DataSources', 'Enable', 'Features', 'FindingPublishingFrequency'].map(
      (name) => [`update of ${name}`, 'guardduty:UpdateDetector'] as const,
    ),
  ),
  ...kept('AWS::SecurityHub::Hub', 'securityhub:DisableSecurityHub'),
  ...kept('AWS::SecurityHub::Standard', 'securityhub:BatchDisableStandards'),
];

/** Where AWS demands of users and groups what no session of ours has. */
export const PEOPLE: readonly Difference[] = [
  ...demanded('AWS::IAM::User', NOT_FOR_PEOPLE, [
    ['create of LoginProfile', 'iam:CreateLoginProfile', 'iam:DeleteLoginProfile'],
    ['create of ManagedPolicyArns', 'iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    ['create of Policies', 'iam:DeleteUserPolicy', 'iam:PutUserPolicy'],
    ['delete of LoginProfile', 'iam:DeleteLoginProfile'],
    ['delete of ManagedPolicyArns', 'iam:DetachUserPolicy'],
    ['delete of Policies', 'iam:DeleteUserPolicy'],
    [
      'update of LoginProfile',
      'iam:CreateLoginProfile',
      'iam:DeleteLoginProfile',
      'iam:UpdateLoginProfile',
    ],
    ['update of ManagedPolicyArns', 'iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    ['update of Policies', 'iam:DeleteUserPolicy', 'iam:PutUserPolicy'],
  ]),
  ...demanded('AWS::IAM::User', ONE_PATH, [['update of Path', 'iam:UpdateUser']]),
  ...demanded('AWS::IAM::Group', NOT_FOR_PEOPLE, [
    ['create of Policies', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy'],
    ['delete of Policies', 'iam:DeleteGroupPolicy'],
    ['update of Policies', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy'],
  ]),
  ...demanded('AWS::IAM::Group', ONE_PATH, [['update of Path', 'iam:UpdateGroup']]),
];
