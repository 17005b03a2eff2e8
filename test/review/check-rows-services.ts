import type { Json, JsonObject } from '../../src/task/json.ts';
import type { TemplateResource } from '../../src/plan/template.ts';
import { OPEN, open, rowsFor, type Row } from './check-row.ts';

const CORE = {
  Name: 'it',
  Environment: 'development',
  Owner: 'team',
  CostCenter: 'CC-1234',
  Application: 'app',
  CreatedBy: 'coworker',
  CreatedDate: '2026-11-20',
};
const listed = (tags: JsonObject): JsonObject => ({
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});

const tags = rowsFor({ named: 'core-tags' }, 'AWS::S3::Bucket');
const dataTags = rowsFor({ named: 'core-tags', data: true }, 'AWS::S3::Bucket');
const kind = rowsFor({ named: 'confidentiality', values: ['restricted'] }, 'AWS::S3::Bucket');

const TAGS: readonly Row[] = [
  tags('none', {}, 'fail'),
  tags('all', listed(CORE), 'pass'),
  tags('all, as a map', { Tags: CORE }, 'pass'),
  tags('all, on the stack', {}, 'pass', { context: { stackTags: CORE } }),
  tags('one empty', listed({ ...CORE, Owner: ' ' }), 'fail'),
  tags('one from a parameter', listed({ ...CORE, Owner: open }), 'unknown'),
  tags('tags that are open', { Tags: open }, 'unknown'),
  tags('an alias of the tier', listed({ ...CORE, Environment: 'dev' }), 'pass'),
  tags('another tier', listed({ ...CORE, Environment: 'production' }), 'fail'),
  tags('a malformed cost center', listed(CORE), 'fail', { context: { costCenterPattern: '^X' } }),
  tags('a malformed owner', listed(CORE), 'fail', { context: { ownerPattern: '^X' } }),
  tags('the specifications of a launch template', { TagSpecifications: [listed(CORE)] }, 'pass'),
  dataTags('no confidentiality', listed(CORE), 'fail'),
  dataTags('a confidentiality', listed({ ...CORE, Confidentiality: 'internal' }), 'pass'),
  dataTags('one that does not exist', listed({ ...CORE, Confidentiality: 'secret' }), 'fail'),
  kind('restricted data', listed({ Confidentiality: 'restricted' }), 'pass'),
  kind('other data', listed({ Confidentiality: 'public' }), 'fail'),
  kind('data nobody knows', listed({ Confidentiality: open }), 'unknown'),
];

const alarm = (metric: string, dimension: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { MetricName: metric, Dimensions: [{ Name: 'Id', Value: dimension }] },
});
const errors = rowsFor({ named: 'alarms', metrics: ['Errors'] }, 'AWS::Lambda::Function');
const health = rowsFor({ named: 'health-checked' }, 'AWS::EC2::Instance');
const retention = rowsFor({ named: 'log-retention' }, 'AWS::Lambda::Function');
const filter = rowsFor({ named: 'log-metric-filter' }, 'AWS::Lambda::Function');
const group = (name: JsonObject | string, rest: JsonObject): Row['others'] => ({
  Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: name, ...rest } },
});
const SUB = { 'Fn::Sub': '/aws/lambda/${It}' };
const metricFilter = (name: JsonObject | string): Row['others'] => ({
  Filter: { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: name } },
});

const WATCHED: readonly Row[] = [
  errors('no alarm', {}, 'fail'),
  errors('an alarm', {}, 'pass', { others: { A: alarm('Errors', { Ref: 'It' }) } }),
  errors('an alarm on another', {}, 'fail', { others: { A: alarm('Errors', { Ref: 'X' }) } }),
  errors('an alarm on another metric', {}, 'fail', {
    others: { A: alarm('Duration', { Ref: 'It' }) },
  }),
  health('nothing', {}, 'fail'),
  health('an alarm on the status', {}, 'pass', {
    others: { A: alarm('StatusCheckFailed_System', { Ref: 'It' }) },
  }),
  health('a target group', {}, 'pass', {
    others: {
      T: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: { Targets: [{ Id: { Ref: 'It' } }] },
      },
    },
  }),
  retention('no log group', {}, 'fail'),
  retention('its log group', {}, 'pass', { others: group(SUB, { RetentionInDays: 30 }) }),
  retention('its log group, by name', { FunctionName: 'f' }, 'pass', {
    others: group('/aws/lambda/f', { RetentionInDays: 30 }),
  }),
  retention(
    'its log group, by configuration',
    { LoggingConfig: { LogGroup: { Ref: 'Group' } } },
    'pass',
    {
      others: group('/other', { RetentionInDays: 30 }),
    },
  ),
  retention('its log group without retention', {}, 'fail', { others: group(SUB, {}) }),
  retention('its log group with an open retention', {}, 'unknown', {
    others: group(SUB, { RetentionInDays: open }),
  }),
  retention('the log group of another', {}, 'fail', {
    others: group('/aws/lambda/other', { RetentionInDays: 30 }),
  }),
  filter('no filter', {}, 'fail'),
  filter('a filter', {}, 'pass', { others: metricFilter(SUB) }),
  filter('a filter of another', {}, 'fail', { others: metricFilter('/aws/lambda/other') }),
];

const logs = rowsFor({ named: 'log-destination' }, 'AWS::S3::Bucket');
const writer = (bucket: JsonObject | string): Row['others'] => ({
  Other: {
    Type: 'AWS::S3::Bucket',
    Properties: { LoggingConfiguration: { DestinationBucketName: bucket } },
  },
});
const balancer = (bucket: JsonObject | string): Row['others'] => ({
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: bucket },
      ],
    },
  },
});

const logsInto = (id: string): JsonObject => ({
  LoggingConfiguration: { DestinationBucketName: { Ref: id } },
});

const DESTINATIONS: readonly Row[] = [
  logs('nothing writes', {}, 'fail'),
  logs('a bucket that writes its logs into it', {}, 'pass', { others: writer({ Ref: 'It' }) }),
  logs('a bucket that writes them by name', { BucketName: 'logs' }, 'pass', {
    others: writer('logs'),
  }),
  logs('a bucket that writes them elsewhere', { BucketName: 'logs' }, 'fail', {
    others: writer('others'),
  }),
  logs('a bucket that writes them nobody knows where', {}, 'unknown', { others: writer(open) }),
  logs('a load balancer that writes into it', {}, 'pass', { others: balancer({ Ref: 'It' }) }),
  logs('a load balancer that writes elsewhere', {}, 'fail', { others: balancer({ Ref: 'X' }) }),
  logs('a bucket that writes into itself', logsInto('It'), 'fail'),
];

const secrets = rowsFor(
  { named: 'no-secrets', properties: ['Environment.Variables', 'Code.ZipFile'] },
  'AWS::Lambda::Function',
);
const variable = (variables: JsonObject): JsonObject => ({ Environment: { Variables: variables } });
const plaintext = rowsFor({ named: 'no-plaintext', property: 'Password' }, 'AWS::IAM::User');
const defaults = rowsFor({ named: 'no-secret-defaults' }, 'T');
const parameters = (declared: JsonObject): Partial<Row> => ({
  rest: { Parameters: { P: declared } },
});
const named = (name: string, declared: JsonObject): Partial<Row> => ({
  rest: { Parameters: { [name]: declared } },
});
const AUTHENTICATION = 'AWS::CloudFormation::Authentication';
const metadata = (entry: JsonObject): Partial<Row> => ({
  metadata: { [AUTHENTICATION]: { a: entry } },
});
const has = rowsFor({ named: 'has-authentication' }, 'AWS::EC2::Instance');
const uses = rowsFor({ named: 'no-authentication' }, 'AWS::EC2::Instance');

/** The key that AWS's own documentation shows. */
const EXAMPLE_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');

const SECRETS: readonly Row[] = [
  secrets('nothing', {}, 'pass'),
  secrets('a plain variable', variable({ TABLE: 'orders' }), 'pass'),
  secrets('a password', variable({ DB_PASSWORD: 'hunter22' }), 'fail'),
  secrets('the place of a password', variable({ PASSWORD_SECRET_ARN: 'arn:aws:x' }), 'pass'),
  secrets('a token from a parameter', variable({ API_TOKEN: open }), 'unknown'),
  secrets('a token of a resource', variable({ API_TOKEN: { Ref: 'Secret' } }), 'pass'),
  secrets(
    'a password that would be written out',
    variable({ X: '{{resolve:secretsmanager:a}}' }),
    'fail',
  ),
  secrets('an access key', variable({ X: EXAMPLE_KEY }), 'fail'),
  secrets('a password in an address', variable({ URL: 'postgres://me:pw1234@host/db' }), 'fail'),
  secrets('a secret in the code', { Code: { ZipFile: "password = 'hunter22'" } }, 'fail'),
  plaintext('nothing', {}, 'pass'),
  plaintext('text', { Password: 'hunter22' }, 'fail'),
  plaintext('a dynamic reference', { Password: '{{resolve:secretsmanager:a}}' }, 'pass'),
  plaintext('a sealed parameter', { Password: { Ref: 'P' } }, 'pass', parameters({ NoEcho: true })),
  plaintext(
    'an open parameter',
    { Password: { Ref: 'P' } },
    'fail',
    parameters({ Type: 'String' }),
  ),
  plaintext(
    'a sealed parameter with default',
    { Password: { Ref: 'P' } },
    'fail',
    parameters({ NoEcho: true, Default: 'x' }),
  ),
  plaintext('an attribute', { Password: { 'Fn::GetAtt': ['A', 'B'] } }, 'unknown'),
  defaults('no parameter', {}, 'pass', { rest: {} }),
  defaults('a sealed default', {}, 'fail', parameters({ NoEcho: true, Default: 'x' })),
  defaults('a password by name', {}, 'fail', named('DbPassword', { Default: 'hunter22' })),
  defaults('the name of a secret', {}, 'pass', named('SecretName', { Default: 'prod/db' })),
  defaults('a key by its text', {}, 'fail', named('X', { Default: EXAMPLE_KEY })),
  has('no metadata', {}, 'fail'),
  has('metadata', {}, 'pass', metadata({ type: 'S3' })),
  uses('a role', {}, 'pass', metadata({ type: 'S3', roleName: 'r' })),
  uses('a password', {}, 'fail', metadata({ type: 'basic', password: 'x' })),
];

const code = rowsFor({ named: 'no-code-at-deploy' }, 'AWS::S3::Bucket');
const beside = (type: string): Partial<Row> => ({ others: { X: { Type: type } } });
const explicit = rowsFor({ named: 'no-explicit-name' }, 'AWS::DynamoDB::Table');
const permission = rowsFor({ named: 'lambda-permission-bound' }, 'AWS::Lambda::Permission');

const DEPLOYED: readonly Row[] = [
  code('A67 a bucket', {}, 'pass'),
  code('A67 a custom resource', {}, 'fail', beside('Custom::Anything')),
  code(
    'A67 a custom resource by its long name',
    {},
    'fail',
    beside('AWS::CloudFormation::CustomResource'),
  ),
  code('A67 a third-party type', {}, 'fail', beside('Acme::Thing::Made')),
  code('A67 a module', {}, 'fail', beside('Acme::S3::Bucket::MODULE')),
  code('A67 a transform', {}, 'fail', { rest: { Transform: 'AWS::Serverless-2016-10-31' } }),
  code('A67 a macro inside', { Tags: { 'Fn::Transform': { Name: 'x' } } }, 'fail'),
  explicit('no name', {}, 'pass'),
  explicit('a name', { TableName: 't' }, 'fail'),
  permission('an account', { Principal: '111111111111' }, 'pass'),
  permission('an account as a number', { Principal: 111_111_111_111 }, 'pass'),
  permission('this account', { Principal: { Ref: 'AWS::AccountId' } }, 'pass'),
  permission('a service', { Principal: 'sns.amazonaws.com' }, 'fail'),
  permission(
    'a service of one topic',
    { Principal: 'sns.amazonaws.com', SourceArn: 'arn' },
    'pass',
  ),
  permission('S3 of one bucket', { Principal: 's3.amazonaws.com', SourceArn: 'arn' }, 'fail'),
  permission('S3 of one account', { Principal: 's3.amazonaws.com', SourceAccount: '1' }, 'pass'),
  permission('everybody', { Principal: '*' }, 'fail'),
  permission('somebody who is not known', { Principal: open }, 'unknown'),
];

const device = (rest: JsonObject): JsonObject => ({
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: rest }],
});
const lt = (data: JsonObject): Row['others'] => ({
  Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } },
});
const USES_LT = { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } };
const encrypted = rowsFor({ named: 'device-encryption' }, 'AWS::EC2::Instance');
const notPlain = rowsFor({ named: 'device-not-plain' }, 'AWS::EC2::Instance');
const imds = rowsFor({ named: 'imdsv2' }, 'AWS::EC2::Instance');
const launch = rowsFor(
  { named: 'launch-template', where: { property: 'A', equals: 1 } },
  'AWS::EC2::Instance',
);
const size = rowsFor({ named: 'instance-size-allowed' }, 'AWS::EC2::Instance');
const publicIp = rowsFor({ named: 'no-public-ip' }, 'AWS::EC2::Instance');
const subnet = rowsFor({ named: 'private-subnet' }, 'AWS::EC2::Instance');
const zones = rowsFor({ named: 'multi-zone' }, 'AWS::EC2::Instance');
const backup = rowsFor({ named: 'backed-up' }, 'AWS::EC2::Instance');
const ssm = rowsFor({ named: 'ssm-managed' }, 'AWS::EC2::Instance');
const nic = (rest: JsonObject): JsonObject => ({
  NetworkInterfaces: [{ DeviceIndex: '0', ...rest }],
});
const inSubnet = (rest: JsonObject): Row['others'] => ({
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: rest },
});
const rotated = rowsFor(
  { named: 'rotated-within', max: 30 },
  'AWS::SecretsManager::RotationSchedule',
);
const registry = rowsFor(
  { named: 'trusted-registry', property: 'Image' },
  'AWS::ECS::TaskDefinition',
);
const every = (AutomaticallyAfterDays: Json): JsonObject => ({
  RotationRules: { AutomaticallyAfterDays },
});
const instanceIn = (Properties: JsonObject) => ({ Type: 'AWS::EC2::Instance', Properties });
const zoneAt = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
const required = { MetadataOptions: { HttpTokens: 'required' } };
const profile = (arns: readonly string[]): Row['others'] => ({
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Role' }] } },
  Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: arns } },
});

const INSTANCES: readonly Row[] = [
  encrypted('no device', {}, 'fail'),
  encrypted('an encrypted device', device({ Encrypted: true }), 'pass'),
  encrypted('a plain device', device({ VolumeSize: 8 }), 'fail'),
  encrypted('a device nobody knows', device({ Encrypted: open }), 'unknown'),
  encrypted('a launch template', USES_LT, 'pass', { others: lt(device({ Encrypted: true })) }),
  encrypted('a plain launch template', USES_LT, 'fail', { others: lt(device({})) }),
  notPlain('no device', {}, 'pass'),
  notPlain('a plain device', device({ Encrypted: false }), 'fail'),
  notPlain('a device nobody knows', device({ Encrypted: open }), 'unknown'),
  imds('nothing', {}, 'fail'),
  imds('required', required, 'pass'),
  imds('optional', { MetadataOptions: { HttpTokens: 'optional' } }, 'fail'),
  imds('required by its launch template', USES_LT, 'pass', { others: lt(required) }),
  imds(
    'a launch template from elsewhere',
    { LaunchTemplate: { LaunchTemplateId: 'lt-1' } },
    'unknown',
  ),
  launch('none', {}, 'fail'),
  launch('one that holds', USES_LT, 'pass', { others: lt({ A: 1 }) }),
  launch('one from elsewhere', { LaunchTemplate: { LaunchTemplateId: 'lt-1' } }, 'unknown'),
  size('none', {}, 'fail'),
  size('a small one', { InstanceType: 't3.micro' }, 'pass'),
  size('a large one', { InstanceType: 'm5.4xlarge' }, 'fail'),
  size('a large one in production', { InstanceType: 'm5.4xlarge' }, 'pass', {
    context: { tier: 'production' },
  }),
  size('bare metal', { InstanceType: 'm5.metal' }, 'fail', { context: { tier: 'production' } }),
  size('one nobody knows', { InstanceType: open }, 'unknown'),
  publicIp('no interface', {}, 'pass'),
  publicIp('an interface that asks', nic({ AssociatePublicIpAddress: true }), 'fail'),
  publicIp('an interface nobody knows', nic({ AssociatePublicIpAddress: open }), 'unknown'),
  subnet('none', {}, 'fail'),
  subnet('one from elsewhere', { SubnetId: 'subnet-1' }, 'unknown'),
  subnet(
    'one from elsewhere, no address',
    nic({ SubnetId: 'subnet-1', AssociatePublicIpAddress: false }),
    'pass',
  ),
  subnet('a private one', { SubnetId: { Ref: 'Subnet' } }, 'pass', { others: inSubnet({}) }),
  subnet('a public one', { SubnetId: { Ref: 'Subnet' } }, 'fail', {
    others: inSubnet({ MapPublicIpOnLaunch: true }),
  }),
  rotated('in 30 days', every(30), 'pass'),
  rotated('in 31 days', every('31'), 'fail'),
  rotated('when a parameter says', every(open), 'unknown'),
  registry(
    'a host that begins as somebody says',
    { Image: { 'Fn::Sub': '${Prefix}.dkr.ecr.us-east-1.amazonaws.com/x:1' } },
    'unknown',
  ),
  registry(
    'a host with a part that somebody says',
    { Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${Place}.amazonaws.com/x:1' } },
    'unknown',
  ),
  registry(
    'the own registry, and an image that somebody says',
    { Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/${Name}:1' } },
    'pass',
  ),
  registry('none', {}, 'fail'),
  registry('ECR', { Image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/x' }, 'pass'),
  registry('ECR over IPv6', { Image: '111111111111.dkr-ecr.eu-west-1.on.aws/x' }, 'pass'),
  registry('another', { Image: 'docker.io/x' }, 'fail'),
  zones('one place in the list of zones, written twice', { AvailabilityZone: zoneAt(0) }, 'fail', {
    others: {
      Other: instanceIn({
        AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] },
      }),
    },
  }),
  zones(
    'places that somebody gives later',
    { AvailabilityZone: { 'Fn::Select': [{ Ref: 'A' }, { 'Fn::GetAZs': '' }] } },
    'unknown',
    {
      others: {
        Other: instanceIn({
          AvailabilityZone: { 'Fn::Select': [{ Ref: 'B' }, { 'Fn::GetAZs': '' }] },
        }),
      },
    },
  ),
  zones('alone', { SubnetId: 'a' }, 'fail'),
  zones('with another in a subnet that nobody knows', { SubnetId: 'a' }, 'unknown', {
    others: { B: instanceIn({ SubnetId: 'b' }) },
  }),
  zones('with another in another zone', { AvailabilityZone: 'us-east-1a' }, 'pass', {
    others: { B: instanceIn({ AvailabilityZone: 'us-east-1b' }) },
  }),
  zones('with another in the same zone', { AvailabilityZone: 'us-east-1a' }, 'fail', {
    others: { B: instanceIn({ AvailabilityZone: 'us-east-1a' }) },
  }),
  zones('with another in a zone of the list', { AvailabilityZone: zoneAt(0) }, 'pass', {
    others: { B: instanceIn({ AvailabilityZone: zoneAt(1) }) },
  }),
  zones('by name and by the list', { AvailabilityZone: 'us-east-1a' }, 'unknown', {
    others: { B: instanceIn({ AvailabilityZone: zoneAt(1) }) },
  }),
  zones('with another where a parameter says', { AvailabilityZone: 'us-east-1a' }, 'unknown', {
    others: { B: instanceIn({ AvailabilityZone: open }) },
  }),
  zones('in two subnets of one zone', { SubnetId: { Ref: 'Subnet' } }, 'fail', {
    others: {
      ...inSubnet({ AvailabilityZone: 'us-east-1a' }),
      Second: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'us-east-1a' } },
      B: instanceIn({ SubnetId: { Ref: 'Second' } }),
    },
  }),
  zones('in two subnets of two zones', { SubnetId: { Ref: 'Subnet' } }, 'pass', {
    others: {
      ...inSubnet({ AvailabilityZone: 'us-east-1a' }),
      Second: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'us-east-1b' } },
      B: instanceIn({ NetworkInterfaces: [{ SubnetId: { Ref: 'Second' } }] }),
    },
  }),
  backup('nothing', {}, 'fail'),
  backup('a tag', listed({ Backup: 'daily' }), 'pass'),
  backup('a tag that says no', listed({ Backup: 'none' }), 'fail'),
  ...['Disabled', 'never', 'OFF', '0', 'False'].map((no) =>
    backup(`a tag that says ${no}`, listed({ Backup: no }), 'fail'),
  ),
  backup('a tag from a parameter', listed({ Backup: open }), 'unknown'),
  backup('a selection', {}, 'pass', {
    others: {
      S: { Type: 'AWS::Backup::BackupSelection', Properties: { Resources: [{ Ref: 'It' }] } },
    },
  }),
  ssm('no profile', {}, 'fail'),
  ssm('a profile from elsewhere', { IamInstanceProfile: 'other' }, 'unknown'),
  ssm('a role with the policy', { IamInstanceProfile: { Ref: 'Profile' } }, 'pass', {
    others: profile(['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore']),
  }),
  ssm('a role without', { IamInstanceProfile: { Ref: 'Profile' } }, 'fail', {
    others: profile([]),
  }),
];

const managed = rowsFor(
  { named: 'no-managed-policy', names: ['AdministratorAccess'] },
  'AWS::IAM::Role',
);
const none = rowsFor({ named: 'no-wildcards' }, 'AWS::IAM::Role');
const attached = (Action: string): Row['others'] => ({
  P: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      Roles: [{ Ref: 'It' }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: 'arn:aws:s3:::b' }] },
    },
  },
});
const replica = rowsFor({ named: 'replication-destination' }, 'AWS::S3::Bucket');
const source = (Bucket: JsonObject): Row['others'] => ({
  Source: {
    Type: 'AWS::S3::Bucket',
    Properties: { ReplicationConfiguration: { Rules: [{ Destination: { Bucket } }] } },
  },
});
const from = rowsFor({ named: 'from-template' }, 'AWS::S3::Bucket');
const STACK = 'aws:cloudformation:stack-name';

const PLAIN: readonly Row[] = [
  managed('nothing', {}, 'pass'),
  managed(
    'a policy of AWS',
    { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
    'pass',
  ),
  managed(
    'the administrator',
    { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    'fail',
  ),
  managed(
    'the administrator of a partition',
    {
      ManagedPolicyArns: [
        { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' },
      ],
    },
    'fail',
  ),
  managed('a list nobody knows', { ManagedPolicyArns: open }, 'unknown'),
  managed('a policy nobody knows', { ManagedPolicyArns: [open] }, 'unknown'),
  none('nothing', {}, 'pass'),
  none('a policy attached to it', {}, 'pass', { others: attached('s3:GetObject') }),
  none('a wide policy attached to it', {}, 'fail', { others: attached('*') }),
  replica('no source', {}, 'fail'),
  replica('a source', {}, 'pass', { others: source({ 'Fn::GetAtt': ['It', 'Arn'] }) }),
  replica('a source nobody knows', {}, 'unknown', { others: source(open) }),
  from('a template', {}, 'pass'),
  from('what runs, of a stack', listed({ [STACK]: 's' }), 'pass', { context: { isLive: true } }),
  from('what runs, of none', {}, 'fail', { context: { isLive: true } }),
  rowsFor({ named: 'always' }, 'T')('anything', {}, 'pass'),
  rowsFor({ named: 'never' }, 'T')('anything', {}, 'fail'),
];

const asked = (request: string): Partial<Row> => ({ context: { request }, rest: OPEN });
const pages = rowsFor({ named: 'fit-static-pages' }, 'AWS::EC2::Instance');
const script = rowsFor({ named: 'fit-scheduled-script' }, 'AWS::EC2::Instance');
const keyValue = rowsFor({ named: 'fit-key-value-on-rds' }, 'AWS::RDS::DBInstance');
const container = rowsFor({ named: 'fit-container-without-scaling' }, 'AWS::ECS::Service');
const long = rowsFor({ named: 'fit-long-lambda' }, 'AWS::Lambda::Function');
const cluster = rowsFor({ named: 'fit-kubernetes-unused' }, 'AWS::EKS::Cluster');
const website = rowsFor({ named: 'fit-public-website' }, 'AWS::S3::Bucket');
const SITE = { WebsiteConfiguration: { IndexDocument: 'index.html' } };

const FIT: readonly Row[] = [
  pages('no words', {}, 'pass'),
  pages('a static site', {}, 'fail', asked('an instance for our static website')),
  pages('an application', {}, 'pass', asked('an instance for our shop')),
  script('a daily script', {}, 'fail', asked('a server that runs a cleanup script every night')),
  script('a daily backup of a server', {}, 'pass', asked('a server with daily snapshots')),
  keyValue('sessions', {}, 'fail', asked('a database for key-value data')),
  keyValue('orders', {}, 'pass', asked('a database for orders')),
  container('a load balancer alone', { LoadBalancers: [{}] }, 'fail'),
  container('no load balancer', {}, 'pass'),
  container('a load balancer and scaling', { LoadBalancers: [{}] }, 'pass', {
    others: { S: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget' } },
  }),
  long('a minute', { Timeout: 60 }, 'pass', asked('it runs for 1 minute')),
  long('an hour', { Timeout: 60 }, 'fail', asked('it runs for 2 hours')),
  long('a timeout that Lambda refuses', { Timeout: 1800 }, 'fail'),
  cluster('no words', {}, 'pass'),
  cluster('containers', {}, 'fail', asked('run three containers')),
  cluster('helm', {}, 'pass', asked('a cluster for our helm charts')),
  website('a public site', SITE, 'fail'),
  website('a private bucket', {}, 'pass'),
  website(
    'a closed site',
    { ...SITE, PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
    'pass',
  ),
];

/** Rows of the checks that know a service. */
export const OF_SERVICES: readonly Row[] = [
  ...TAGS,
  ...WATCHED,
  ...DESTINATIONS,
  ...SECRETS,
  ...DEPLOYED,
  ...INSTANCES,
  ...PLAIN,
  ...FIT,
];
