/** Table of what a `world.json` of `{}` holds: the reference organization and what runs in it. */
import type { AccountSpec, ResourceSpec } from './world-spec.ts';

export const ORGANIZATION_ID = 'o-exampleorgid';
export const MANAGEMENT_ACCOUNT = '111111111111';
export const TOOLING_ACCOUNT = '121212121212';
export const EXTERNAL_ID = 'example-external-id';

const EVERYWHERE = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-north-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
];

export const DEFAULT_ACCOUNTS: readonly AccountSpec[] = [
  { id: '111111111111', name: 'zeus-management', ou: '' },
  {
    id: '222222222222',
    name: 'apollo-prod',
    ou: 'Workloads/Production',
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
  },
  {
    id: '333333333333',
    name: 'athena-dev',
    ou: 'Workloads/Development',
    regions: ['us-east-1', 'us-west-2'],
  },
  { id: '444444444444', name: 'delphi-staging', ou: 'Workloads/Staging' },
  { id: '555555555555', name: 'hermes-test', ou: 'Workloads/Test' },
  { id: '666666666666', name: 'pan-sandbox', ou: 'Sandbox', regions: EVERYWHERE },
  { id: '777777777777', name: 'cerberus-security', ou: 'Security' },
  { id: '888888888888', name: 'atlas-logs', ou: 'Security' },
  { id: '999999999999', name: 'hephaestus-shared', ou: 'Infrastructure' },
  { id: TOOLING_ACCOUNT, name: 'daedalus-tooling', ou: 'Infrastructure' },
];

/** OUs below which a deployer and an operator are installed. */
export const EXECUTE_OUS = ['Sandbox', 'Workloads/Development', 'Workloads/Test'] as const;

const TAGS = { Environment: 'development', Owner: 'platform', CoworkerManaged: 'false' };
const dev = (region: string, type: string, id: string) => ({
  account: '333333333333',
  region,
  type,
  id,
  tags: TAGS,
});
const at = (where: string): { readonly account: string; readonly region: string } => {
  const [account = '', region = ''] = where.split(' ');
  return { account, region };
};
const bucket = (where: string, id: string, versioned: boolean): ResourceSpec => ({
  ...at(where),
  type: 'AWS::S3::Bucket',
  id,
  properties: versioned
    ? { BucketName: id, VersioningConfiguration: { Status: 'Enabled' } }
    : { BucketName: id },
});
const lambda = (where: string, id: string, runtime: string): ResourceSpec => ({
  ...at(where),
  type: 'AWS::Lambda::Function',
  id,
  properties: {
    FunctionName: id,
    Runtime: runtime,
    Handler: 'index.handler',
    MemorySize: 512,
    Timeout: 15,
    Role: `arn:aws:iam::${at(where).account}:role/${id}-role`,
    Code: {},
  },
});
const table = (where: string, id: string, key: string): ResourceSpec => ({
  ...at(where),
  type: 'AWS::DynamoDB::Table',
  id,
  properties: {
    TableName: id,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  },
});
/** `facts`: instance type, state and name. */
const instance = (where: string, id: string, facts: string): ResourceSpec => {
  const [type = '', state = '', name = ''] = facts.split(' ');
  return {
    ...at(where),
    type: 'AWS::EC2::Instance',
    id,
    tags: { Name: name },
    properties: { InstanceType: type, ImageId: 'ami-0abcdef1234567890' },
    attributes: { State: state },
  };
};
/** `facts`: name and addresses. */
const vpc = (where: string, id: string, facts: string): ResourceSpec => {
  const [name = '', cidr = ''] = facts.split(' ');
  return {
    ...at(where),
    type: 'AWS::EC2::VPC',
    id,
    tags: { Name: name },
    properties: { CidrBlock: cidr },
  };
};
/** `facts`: network, zone, addresses and name. */
const subnet = (account: string, id: string, facts: string): ResourceSpec => {
  const [network = '', zone = '', cidr = '', name = ''] = facts.split(' ');
  return {
    account,
    region: zone.slice(0, -1),
    type: 'AWS::EC2::Subnet',
    id,
    tags: { Name: name },
    properties: {
      VpcId: network,
      AvailabilityZone: zone,
      CidrBlock: cidr,
      MapPublicIpOnLaunch: name.includes('public'),
    },
  };
};

const DEV_VPC = 'vpc-0123456789abcdef0';
const STG_VPC = 'vpc-0444444444444444a';
const TEST_VPC = 'vpc-0555555555555555a';
const SANDBOX_VPC = 'vpc-0666666666666666a';
const PROD_VPC = 'vpc-0222222222222222a';

export const DEFAULT_RESOURCES: readonly ResourceSpec[] = [
  instance('333333333333 us-east-1', 'i-0a11b22c33d44e55f', 't3.large running build-runner-1'),
  instance('333333333333 us-east-1', 'i-0a11b22c33d44e560', 't3.large stopped build-runner-2'),
  instance('333333333333 us-east-1', 'i-0a11d88e99f00a112', 't3.medium running wiki-old'),
  instance('333333333333 us-west-2', 'i-0a11c44d55e66f771', 'g5.xlarge running ml-notebook'),
  instance('444444444444 us-east-1', 'i-0c33e44f55a66b778', 'm6i.large running qa-replay'),
  instance('555555555555 us-east-1', 'i-0d44f55a66b77c889', 'c6i.xlarge running load-gen-1'),
  instance('666666666666 eu-central-1', 'i-0e55a66b77c88d990', 't3.small running playground-anna'),
  bucket('333333333333 us-east-1', 'acme-dev-use1-reports', false),
  bucket('333333333333 us-east-1', 'acme-dev-use1-artifacts', true),
  bucket('333333333333 us-east-1', 'acme-dev-use1-tmp-uploads', false),
  bucket('333333333333 us-west-2', 'acme-dev-usw2-datasets', true),
  bucket('444444444444 us-east-1', 'acme-stg-use1-invoices', true),
  bucket('555555555555 us-east-1', 'acme-test-use1-fixtures', false),
  bucket('666666666666 eu-central-1', 'acme-sbx-euc1-scratch', false),
  bucket('888888888888 us-east-1', 'acme-org-cloudtrail-logs', true),
  table('333333333333 us-east-1', 'sessions', 'sessionId'),
  table('333333333333 us-east-1', 'feature-flags', 'flag'),
  table('222222222222 us-east-1', 'carts', 'cartId'),
  table('555555555555 us-east-1', 'fixtures', 'pk'),
  lambda('333333333333 us-east-1', 'thumbnailer', 'python3.12'),
  lambda('333333333333 us-east-1', 'report-mailer', 'nodejs20.x'),
  lambda('222222222222 us-east-1', 'orders-api', 'nodejs20.x'),
  lambda('222222222222 eu-west-1', 'invoice-render', 'python3.12'),
  lambda('444444444444 us-east-1', 'orders-api', 'nodejs20.x'),
  lambda('666666666666 ap-northeast-1', 'hello-world', 'python3.12'),
  {
    ...dev(
      'us-east-1',
      'AWS::SQS::Queue',
      'https://sqs.us-east-1.amazonaws.com/333333333333/thumbnail-jobs',
    ),
    properties: { QueueName: 'thumbnail-jobs' },
  },
  {
    ...dev('us-east-1', 'AWS::SNS::Topic', 'arn:aws:sns:us-east-1:333333333333:dev-alerts'),
    properties: { TopicName: 'dev-alerts' },
  },
  {
    ...dev('us-east-1', 'AWS::Logs::LogGroup', '/aws/lambda/thumbnailer'),
    properties: { LogGroupName: '/aws/lambda/thumbnailer' },
  },
  {
    ...dev('us-west-2', 'AWS::EC2::Volume', 'vol-0d1e2f3a4b5c6d7e8'),
    properties: { Size: 200, AvailabilityZone: 'us-west-2a', VolumeType: 'gp3' },
  },
  {
    ...dev('us-east-1', 'AWS::EC2::SecurityGroup', 'sg-0fedcba9876543210'),
    properties: { GroupName: 'web-internal', GroupDescription: 'internal web', VpcId: DEV_VPC },
  },
  {
    ...dev('global', 'AWS::IAM::Role', 'ci-deploy-dev'),
    properties: {
      RoleName: 'ci-deploy-dev',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
    },
  },
  vpc('333333333333 us-east-1', DEV_VPC, 'dev-main 10.30.0.0/16'),
  vpc('333333333333 us-west-2', 'vpc-0333333333333333b', 'dev-west 10.31.0.0/16'),
  vpc('444444444444 us-east-1', STG_VPC, 'stg-main 10.40.0.0/16'),
  vpc('555555555555 us-east-1', TEST_VPC, 'test-main 10.50.0.0/16'),
  vpc('666666666666 us-east-1', SANDBOX_VPC, 'sbx-main 10.60.0.0/16'),
  vpc('222222222222 us-east-1', PROD_VPC, 'prod-main 10.20.0.0/16'),
  vpc('999999999999 us-east-1', 'vpc-0fedcba9876543210', 'shared-core 10.0.0.0/16'),
  subnet(
    '333333333333',
    'subnet-0333aaaa1111bbbb1',
    `${DEV_VPC} us-east-1a 10.30.1.0/24 dev-private-a`,
  ),
  subnet(
    '333333333333',
    'subnet-0333aaaa1111bbbb2',
    `${DEV_VPC} us-east-1b 10.30.2.0/24 dev-private-b`,
  ),
  subnet(
    '333333333333',
    'subnet-0333aaaa1111bbbb3',
    `${DEV_VPC} us-east-1a 10.30.101.0/24 dev-public-a`,
  ),
  subnet(
    '333333333333',
    'subnet-0333bbbb1111cccc1',
    'vpc-0333333333333333b us-west-2a 10.31.1.0/24 dev-west-private-a',
  ),
  subnet(
    '444444444444',
    'subnet-0aaa1111bbb22222c',
    `${STG_VPC} us-east-1a 10.40.1.0/24 stg-private-a`,
  ),
  subnet(
    '444444444444',
    'subnet-0ddd3333eee44444f',
    `${STG_VPC} us-east-1b 10.40.2.0/24 stg-private-b`,
  ),
  subnet(
    '555555555555',
    'subnet-0555aaaa1111bbbb1',
    `${TEST_VPC} us-east-1a 10.50.1.0/24 test-private-a`,
  ),
  subnet(
    '666666666666',
    'subnet-0666aaaa1111bbbb1',
    `${SANDBOX_VPC} us-east-1a 10.60.1.0/24 sbx-private-a`,
  ),
  subnet(
    '222222222222',
    'subnet-0222aaaa1111bbbb1',
    `${PROD_VPC} us-east-1a 10.20.1.0/24 prod-private-a`,
  ),
  subnet(
    '222222222222',
    'subnet-0222aaaa1111bbbb2',
    `${PROD_VPC} us-east-1b 10.20.2.0/24 prod-private-b`,
  ),
];

/** Public parameters that name the newest images, and the images themselves. */
export const DEFAULT_PARAMETERS: Readonly<Record<string, string>> = {
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64': 'ami-0a1b2c3d4e5f60001',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64': 'ami-0a1b2c3d4e5f60002',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64': 'ami-0a1b2c3d4e5f60001',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64': 'ami-0a1b2c3d4e5f60002',
  '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id':
    'ami-0a1b2c3d4e5f60003',
  '/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id':
    'ami-0a1b2c3d4e5f60004',
};
