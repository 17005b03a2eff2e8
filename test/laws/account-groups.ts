import { DEV, kept, OWNER, of, ref } from './group-parts.ts';
import type { TemplateGroup } from './template-groups.ts';

const limited = (Amount: number) => ({
  Budget: {
    BudgetName: 'law',
    BudgetType: 'COST',
    TimeUnit: 'MONTHLY',
    BudgetLimit: { Amount, Unit: 'USD' },
  },
});
const LINKED = 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';
const CONFIG_ROLE = `arn:aws:iam::${DEV}:role/${LINKED}`;
/** A bucket that lets what watches an account write to it. */
const taking = (name: string, service: string) => ({
  Records: of('AWS::S3::Bucket', {
    BucketName: name,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ],
    },
  }),
  Lets: of('AWS::S3::BucketPolicy', {
    Bucket: ref('Records'),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 's3:PutObject',
          Resource: `arn:aws:s3:::${name}/*`,
        },
      ],
    },
  }),
});

/** Templates of what an account has once: what watches it, pays for it and enters it. */
export const ACCOUNT_GROUPS: readonly TemplateGroup[] = [
  {
    name: 'a budget',
    before: { Money: of('AWS::Budgets::Budget', limited(100)) },
    after: { Money: limited(200) },
  },
  {
    name: 'a trail',
    before: {
      ...taking('acme-dev-use1-law-trail', 'cloudtrail.amazonaws.com'),
      Trail: kept(
        of(
          'AWS::CloudTrail::Trail',
          {
            TrailName: 'law',
            IsLogging: true,
            IsMultiRegionTrail: true,
            EnableLogFileValidation: true,
            S3BucketName: ref('Records'),
          },
          ['Lets'],
        ),
      ),
    },
    after: { Trail: OWNER },
  },
  {
    name: 'what records an account',
    before: {
      ...taking('acme-dev-use1-law-records', 'config.amazonaws.com'),
      Recorder: kept(
        of('AWS::Config::ConfigurationRecorder', {
          Name: 'default',
          RoleARN: CONFIG_ROLE,
          RecordingGroup: { AllSupported: true },
        }),
      ),
      Channel: kept(
        of('AWS::Config::DeliveryChannel', { Name: 'default', S3BucketName: ref('Records') }, [
          'Lets',
        ]),
      ),
    },
    after: {
      Recorder: { RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true } },
      Channel: { S3KeyPrefix: 'records' },
    },
  },
  {
    name: 'what guards an account',
    before: {
      Detector: kept(of('AWS::GuardDuty::Detector', { Enable: true })),
      Hub: kept(of('AWS::SecurityHub::Hub', { AutoEnableControls: true })),
      Standard: kept(
        of(
          'AWS::SecurityHub::Standard',
          { StandardsArn: 'arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1' },
          ['Hub'],
        ),
      ),
    },
    after: {
      Detector: OWNER,
      Hub: { ControlFindingGenerator: 'SECURITY_CONTROL' },
    },
  },
  {
    name: 'people and their keys',
    before: {
      Readers: of('AWS::IAM::Group', { GroupName: 'law-readers', Path: '/coworker/' }),
      Person: of('AWS::IAM::User', {
        UserName: 'law-keyed',
        Path: '/coworker/',
        PermissionsBoundary: {
          'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/AwsCoworkerBoundary',
        },
      }),
      Access: of('AWS::IAM::AccessKey', { UserName: ref('Person'), Status: 'Active' }),
    },
    after: { Person: OWNER, Access: { Status: 'Inactive' } },
    replaced: { Readers: { GroupName: 'law-readers-2' }, Access: { Serial: 2 } },
  },
];
