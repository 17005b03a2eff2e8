/**
 * The operations that the domain names for a service beside create, read, update and delete, each
 * with the keys of the stories that show it. An order by name is `operations:` and the order; a
 * setting is `update:` or `create:` and the field. All of the keys must be shown.
 */
export type NamedOperations = Readonly<Record<string, readonly string[]>>;

/** Table: by the title of the row. A row that is not here has no operation of its own. */
export const NAMED_OPERATIONS: Readonly<Record<string, NamedOperations>> = {
  'EC2 instance': {
    start: ['AWS::EC2::Instance operations:start'],
    stop: ['AWS::EC2::Instance operations:stop'],
    reboot: ['AWS::EC2::Instance operations:reboot'],
    terminate: ['AWS::EC2::Instance delete'],
  },
  'Security group, key pair, EIP': {
    authorize: ['AWS::EC2::SecurityGroup update:cidr'],
    revoke: ['AWS::EC2::SecurityGroup operations:revoke'],
  },
  'EBS volume': {
    snapshot: ['AWS::EC2::Volume operations:snapshot'],
    attach: ['AWS::EC2::Volume operations:attach'],
    detach: ['AWS::EC2::Volume operations:detach'],
  },
  EFS: { 'backup policy': ['AWS::EFS::FileSystem update:backups'] },
  Lambda: {
    'update code': ['AWS::Lambda::Function update:code'],
    'update configuration': ['AWS::Lambda::Function update:memoryMb'],
  },
  'ECS Fargate': {
    scale: ['AWS::ECS::Service update:desiredCount'],
    'deploy a new revision': ['AWS::ECS::Service update:image'],
  },
  EKS: { 'version up by one minor': ['AWS::EKS::Cluster update:version'] },
  S3: {
    'upload a given file': ['AWS::S3::Bucket operations:upload'],
    empty: ['AWS::S3::Bucket operations:empty'],
    lifecycle: ['AWS::S3::Bucket update:expirationDays'],
    'Intelligent-Tiering': ['AWS::S3::Bucket update:storageClass'],
  },
  RDS: {
    start: ['AWS::RDS::DBInstance operations:start'],
    stop: ['AWS::RDS::DBInstance operations:stop'],
    reboot: ['AWS::RDS::DBInstance operations:reboot'],
    resize: ['AWS::RDS::DBInstance update:instanceType'],
    snapshot: ['AWS::RDS::DBInstance operations:snapshot'],
    'read replica': ['AWS::RDS::DBInstance create:replicaOf'],
  },
  Aurora: {
    failover: ['AWS::RDS::DBCluster operations:failover'],
    resize: ['AWS::RDS::DBCluster update:instanceType'],
  },
  DynamoDB: {
    'capacity mode': ['AWS::DynamoDB::Table update:billingMode'],
    PITR: ['AWS::DynamoDB::Table update:pointInTimeRecovery'],
    backup: ['AWS::DynamoDB::Table operations:snapshot'],
  },
  CloudFront: { invalidate: ['AWS::CloudFront::Distribution operations:invalidate'] },
  'Route 53': { 'change records': ['AWS::Route53::RecordSet update:value'] },
  'API Gateway': {
    'deploy a stage': [
      'AWS::ApiGateway::RestApi update:route',
      'AWS::ApiGatewayV2::Api operations:redeploy',
    ],
    throttle: [
      'AWS::ApiGateway::RestApi update:rateLimit',
      'AWS::ApiGatewayV2::Api update:rateLimit',
    ],
  },
  'SNS, SQS, EventBridge': { subscribe: ['AWS::SNS::Topic operations:subscribe'] },
  'Auto Scaling': {
    'set desired': ['AWS::AutoScaling::AutoScalingGroup update:desiredCapacity'],
    'instance refresh': ['AWS::AutoScaling::AutoScalingGroup operations:instance-refresh'],
  },
  'Lambda@Edge, CloudFront Functions': {
    publish: ['AWS::Lambda::Version create', 'AWS::CloudFront::Function operations:publish'],
  },
  CloudWatch: { retention: ['AWS::Logs::LogGroup update:retentionDays'] },
  IAM: {
    attach: ['AWS::IAM::Role operations:attach', 'AWS::IAM::Group operations:attach'],
    detach: [
      'AWS::IAM::Role operations:detach',
      'AWS::IAM::Group operations:detach',
      'AWS::IAM::User operations:detach',
    ],
  },
  'GuardDuty, Security Hub': {
    'list findings by severity': [
      'AWS::GuardDuty::Detector read:findings',
      'AWS::SecurityHub::Hub read:findings',
    ],
  },
  'KMS, Secrets Manager': {
    rotate: ['AWS::KMS::Key operations:rotate', 'AWS::SecretsManager::Secret operations:rotate'],
  },
  Organizations: {
    list: ['AWS::Organizations::Organization read'],
    read: ['AWS::Organizations::Organization read'],
    'new account as a pull request': ['AWS::Organizations::Organization proposed'],
  },
  'Budgets, Cost Explorer': {
    report: ['AWS::Budgets::Budget read:report'],
    forecast: ['AWS::Budgets::Budget read:forecast'],
    anomaly: ['AWS::Budgets::Budget read:anomaly'],
  },
  'CloudFormation template, CDK': {
    'change set': ['AWS::CloudFormation::Stack update'],
    drift: ['AWS::CloudFormation::Stack operations:drift'],
    'continue rollback': ['AWS::CloudFormation::Stack operations:continue-rollback'],
    import: ['AWS::CloudFormation::Stack operations:import'],
  },
};

/** Every key that shows a named operation. */
export const operationKeys: ReadonlySet<string> = new Set(
  Object.values(NAMED_OPERATIONS).flatMap((named) => Object.values(named).flat()),
);
