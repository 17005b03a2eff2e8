import type { TypeShape } from './shapes.ts';

/** Table of the properties of keys, secrets, people and watchers; see `shapes.ts`. */
export const SECURITY_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::KMS::Alias': { '': ['AliasName! text 1..256', 'TargetKeyId! text 1..256'] },
  'AWS::IAM::User': {
    '': [
      'Groups text[]',
      'LoginProfile #LoginProfile',
      'ManagedPolicyArns text[]',
      'Path text 1..512',
      'PermissionsBoundary text',
      'Policies #Policy[]',
      'Tags #Tag[]',
      'UserName text 1..64',
    ],
    LoginProfile: ['Password! text', 'PasswordResetRequired flag'],
    Policy: ['PolicyDocument! json', 'PolicyName! text'],
    Tag: ['Key! text 1..128', 'Value! text 0..256'],
  },
  'AWS::IAM::Group': {
    '': [
      'GroupName text 1..128',
      'ManagedPolicyArns text[]',
      'Path text 1..512',
      'Policies #Policy[]',
    ],
    Policy: ['PolicyDocument! json', 'PolicyName! text'],
  },
  'AWS::IAM::AccessKey': {
    '': ['Serial whole', 'Status =Active|Inactive', 'UserName! text 1..128'],
  },
  'AWS::CloudTrail::Trail': {
    '': [
      'AdvancedEventSelectors json[]',
      'CloudWatchLogsLogGroupArn text',
      'CloudWatchLogsRoleArn text',
      'EnableLogFileValidation flag',
      'EventSelectors json[]',
      'IncludeGlobalServiceEvents flag',
      'InsightSelectors json[]',
      'IsLogging! flag',
      'IsMultiRegionTrail flag',
      'IsOrganizationTrail flag',
      'KMSKeyId text',
      'S3BucketName! text',
      'S3KeyPrefix text ..200',
      'SnsTopicName text ..256',
      'Tags #Tag[]',
      'TrailName text 3..128',
    ],
    Tag: ['Key! text 1..128', 'Value! text 0..256'],
  },
  'AWS::Config::ConfigurationRecorder': {
    '': ['Name text', 'RecordingGroup json', 'RecordingMode json', 'RoleARN! text'],
  },
  'AWS::Config::DeliveryChannel': {
    '': [
      'ConfigSnapshotDeliveryProperties json',
      'Name text',
      'S3BucketName! text',
      'S3KeyPrefix text',
      'S3KmsKeyArn text',
      'SnsTopicARN text',
    ],
  },
  'AWS::IAM::ServiceLinkedRole': {
    '': ['AWSServiceName text', 'CustomSuffix text', 'Description text'],
  },
  'AWS::GuardDuty::Detector': {
    '': [
      'DataSources json',
      'Enable! flag',
      'Features #Feature[]',
      'FindingPublishingFrequency =FIFTEEN_MINUTES|ONE_HOUR|SIX_HOURS',
      'Tags #Tag[]',
    ],
    Feature: ['AdditionalConfiguration json[]', 'Name! text ..128', 'Status! =ENABLED|DISABLED'],
    Tag: ['Key! text 1..128', 'Value! text 0..256'],
  },
  'AWS::SecurityHub::Hub': {
    '': [
      'AutoEnableControls flag',
      'ControlFindingGenerator =STANDARD_CONTROL|SECURITY_CONTROL',
      'EnableDefaultStandards flag',
      'Tags map',
    ],
  },
  'AWS::SecurityHub::Standard': {
    '': ['DisabledStandardsControls json[]', 'StandardsArn! text'],
  },
  'AWS::SecretsManager::Secret': {
    '': [
      'Description text 0..2048',
      'GenerateSecretString #GenerateSecretString',
      'KmsKeyId text 0..2048',
      'Name text 1..512',
      'ReplicaRegions #ReplicaRegion[]',
      'SecretString text',
      'Tags #Tag[]',
      'Type text',
    ],
    GenerateSecretString: [
      'ExcludeCharacters text 0..4096',
      'ExcludeLowercase flag',
      'ExcludeNumbers flag',
      'ExcludePunctuation flag',
      'ExcludeUppercase flag',
      'GenerateStringKey text',
      'IncludeSpace flag',
      'PasswordLength whole 1..4096',
      'RequireEachIncludedType flag',
      'SecretStringTemplate text',
    ],
    ReplicaRegion: ['KmsKeyId text', 'Region! text'],
    Tag: ['Key! text 1..128', 'Value! text 0..256'],
  },
  'AWS::SecretsManager::RotationSchedule': {
    '': [
      'HostedRotationLambda json',
      'RotateImmediatelyOnUpdate flag',
      'RotationLambdaARN text',
      'RotationRules #RotationRules',
      'SecretId! text',
    ],
    RotationRules: [
      'AutomaticallyAfterDays whole 1..1000',
      'Duration text',
      'ScheduleExpression text',
    ],
  },
};
