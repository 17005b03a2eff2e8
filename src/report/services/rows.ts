/** A part of what a service must do. */
export const DUTIES = [
  'create',
  'read',
  'update',
  'delete',
  'operations',
  'rules',
  'health',
  'cost',
  'conformance',
] as const;
export type Duty = (typeof DUTIES)[number];

/** One service of the domain, with the types it stands for. */
export interface DomainRow {
  readonly service: string;
  /** Its main types: a duty is done when it is done for each of them. */
  readonly types: readonly string[];
  /** What the governance of every tier forbids, whoever asks. */
  readonly refused?: readonly Duty[];
  /** The types whose operations are meant, where that is not each of them. */
  readonly operated?: readonly string[];
  /** The types that can be changed at all, where that is not each of them. */
  readonly updated?: readonly string[];
}

const row = (service: string, types: readonly string[], refused: readonly Duty[] = []): DomainRow =>
  refused.length === 0 ? { service, types } : { service, types, refused };

/** Table: every service of the domain, built here or not, in its order. */
export const DOMAIN_ROWS: readonly DomainRow[] = [
  row('EC2 instance', ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate']),
  row('Security group, key pair, EIP', [
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::KeyPair',
    'AWS::EC2::EIP',
  ]),
  row('EBS volume', ['AWS::EC2::Volume']),
  row('EFS', ['AWS::EFS::FileSystem']),
  {
    ...row('Lambda', ['AWS::Lambda::Function', 'AWS::Lambda::Alias']),
    // Where an alias points is a setting: updates show it.
    operated: ['AWS::Lambda::Function'],
  },
  {
    ...row('ECS Fargate', ['AWS::ECS::Cluster', 'AWS::ECS::TaskDefinition', 'AWS::ECS::Service']),
    // A definition only changes by its next revision, which a service runs.
    operated: ['AWS::ECS::Service'],
  },
  {
    ...row('EKS', ['AWS::EKS::Cluster', 'AWS::EKS::Nodegroup', 'AWS::EKS::Addon']),
    // The version that goes up is a setting: updates show it.
    operated: [],
  },
  row('S3', ['AWS::S3::Bucket']),
  row('RDS', ['AWS::RDS::DBInstance']),
  row('Aurora', ['AWS::RDS::DBCluster']),
  row('DynamoDB', ['AWS::DynamoDB::Table']),
  row('VPC and parts', [
    'AWS::EC2::VPC',
    'AWS::EC2::Subnet',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::RouteTable',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::VPCEndpoint',
    'AWS::EC2::FlowLog',
  ]),
  row('CloudFront', ['AWS::CloudFront::Distribution']),
  {
    ...row('Route 53', [
      'AWS::Route53::HostedZone',
      'AWS::Route53::RecordSet',
      'AWS::Route53::HealthCheck',
    ]),
    // Only records are changed by a call of their own.
    operated: ['AWS::Route53::RecordSet'],
  },
  row('API Gateway', ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api']),
  row('SNS, SQS, EventBridge', ['AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::Events::Rule']),
  {
    ...row('Auto Scaling', [
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::AutoScaling::ScalingPolicy',
    ]),
    // What a policy follows is a setting: updates show it.
    operated: ['AWS::AutoScaling::AutoScalingGroup'],
  },
  row('Load balancer', [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::ElasticLoadBalancingV2::Listener',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
  ]),
  {
    ...row('Lambda@Edge, CloudFront Functions', [
      'AWS::Lambda::Version',
      'AWS::CloudFront::Function',
    ]),
    // A version is what was published, and never changes.
    updated: ['AWS::CloudFront::Function'],
  },
  row('CloudWatch', [
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::Logs::LogGroup',
  ]),
  row('X-Ray', ['AWS::XRay::Group', 'AWS::XRay::SamplingRule']),
  row('IAM', ['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group']),
  row('GuardDuty, Security Hub', ['AWS::GuardDuty::Detector', 'AWS::SecurityHub::Hub'], ['delete']),
  row(
    'CloudTrail, Config',
    ['AWS::CloudTrail::Trail', 'AWS::Config::ConfigurationRecorder'],
    ['delete'],
  ),
  row('KMS, Secrets Manager', ['AWS::KMS::Key', 'AWS::SecretsManager::Secret'], ['delete']),
  row('Organizations', ['AWS::Organizations::Organization'], ['create', 'update', 'delete']),
  row('Budgets, Cost Explorer', ['AWS::Budgets::Budget']),
  row('CloudFormation template, CDK', ['AWS::CloudFormation::Stack']),
];
