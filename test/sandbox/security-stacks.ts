import { DEV, type Body } from './kit.ts';

interface TypeStack {
  readonly before: Body;
  readonly change: Body;
}

const BOUNDARY = `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`;

const key: Body = {
  Type: 'AWS::KMS::Key',
  DeletionPolicy: 'Retain',
  Properties: { Tags: [{ Key: 'CoworkerManaged', Value: 'true' }] },
};

const secret: Body = {
  Type: 'AWS::SecretsManager::Secret',
  Properties: { GenerateSecretString: { PasswordLength: 32 }, Description: 'a secret' },
};

const user: Body = {
  Type: 'AWS::IAM::User',
  Properties: { UserName: 'law-user', Path: '/coworker/', PermissionsBoundary: BOUNDARY },
};

const group: Body = {
  Type: 'AWS::IAM::Group',
  Properties: { GroupName: 'law-group', Path: '/coworker/' },
};

const keptOf = (Type: string, Properties: Body): Body => ({
  Type,
  DeletionPolicy: 'Retain',
  Properties,
});

const LOGS = { Ref: 'Data' };

/** A bucket that takes what the two watchers deliver. */
const BUCKET: Body = {
  Data: { Type: 'AWS::S3::Bucket' },
  Lets: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Data' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
            Action: 's3:PutObject',
            Resource: { 'Fn::Sub': 'arn:aws:s3:::${Data}/*' },
          },
        ],
      },
    },
  },
};

const CONFIG_ROLE = `arn:aws:iam::${DEV}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

const READ_ONLY = ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'];

const rotator = (role: Body): Body => ({
  Rotator: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: 'exports.handler = async () => {}' },
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  Lets: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Rotator' },
      Principal: 'secretsmanager.amazonaws.com',
    },
  },
  Role: role,
});

/** One stack for each type of keys, secrets, people and what watches an account. */
export const securityStacks = (role: (service: string) => Body): Record<string, TypeStack> => ({
  'AWS::KMS::Alias': {
    before: {
      Main: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/law', TargetKeyId: { Ref: 'Key' } },
      },
      Key: key,
    },
    change: {},
  },
  'AWS::SecretsManager::Secret': {
    before: { Main: secret },
    change: { Description: 'another' },
  },
  'AWS::SecretsManager::RotationSchedule': {
    before: {
      Main: {
        Type: 'AWS::SecretsManager::RotationSchedule',
        DependsOn: 'Lets',
        Properties: {
          SecretId: { Ref: 'Secret' },
          RotationLambdaARN: { 'Fn::GetAtt': ['Rotator', 'Arn'] },
          RotationRules: { AutomaticallyAfterDays: 30 },
        },
      },
      Secret: secret,
      ...rotator(role('lambda')),
    },
    change: { RotationRules: { AutomaticallyAfterDays: 7 } },
  },
  'AWS::IAM::User': {
    before: {
      Main: {
        ...user,
        DependsOn: 'Group',
        Properties: { ...(user['Properties'] as Body), Groups: ['law-group'] },
      },
      Group: group,
    },
    change: {},
  },
  'AWS::IAM::Group': { before: { Main: group }, change: { ManagedPolicyArns: READ_ONLY } },
  'AWS::CloudTrail::Trail': {
    before: {
      Main: {
        ...keptOf('AWS::CloudTrail::Trail', { IsLogging: true, S3BucketName: LOGS }),
        DependsOn: 'Lets',
      },
      ...BUCKET,
    },
    change: {},
  },
  'AWS::Config::ConfigurationRecorder': {
    before: {
      Main: keptOf('AWS::Config::ConfigurationRecorder', { Name: 'default', RoleARN: CONFIG_ROLE }),
    },
    change: { RecordingGroup: { AllSupported: true } },
  },
  'AWS::Config::DeliveryChannel': {
    before: {
      Main: {
        ...keptOf('AWS::Config::DeliveryChannel', { Name: 'default', S3BucketName: LOGS }),
        DependsOn: 'Lets',
      },
      ...BUCKET,
    },
    change: { S3KeyPrefix: 'records' },
  },
  'AWS::IAM::ServiceLinkedRole': {
    before: {
      Main: keptOf('AWS::IAM::ServiceLinkedRole', { AWSServiceName: 'config.amazonaws.com' }),
    },
    change: {},
  },
  'AWS::GuardDuty::Detector': {
    before: { Main: keptOf('AWS::GuardDuty::Detector', { Enable: true }) },
    change: {},
  },
  'AWS::SecurityHub::Hub': {
    before: { Main: keptOf('AWS::SecurityHub::Hub', { AutoEnableControls: true }) },
    change: { ControlFindingGenerator: 'SECURITY_CONTROL' },
  },
  'AWS::SecurityHub::Standard': {
    before: {
      Main: {
        ...keptOf('AWS::SecurityHub::Standard', {
          StandardsArn: 'arn:aws:securityhub:us-east-1::standards/pci-dss/v/4.0.1',
        }),
        DependsOn: 'Hub',
      },
      Hub: keptOf('AWS::SecurityHub::Hub', {}),
    },
    change: {},
  },
  'AWS::IAM::AccessKey': {
    before: {
      Main: {
        Type: 'AWS::IAM::AccessKey',
        DependsOn: 'User',
        Properties: { UserName: 'law-user', Status: 'Active' },
      },
      User: user,
    },
    change: { Status: 'Inactive' },
  },
});
