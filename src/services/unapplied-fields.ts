import type { MutationTask } from '../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import type { Deviation } from '../plan/plan.ts';
import type { Draft, Service } from './service.ts';

/** Fields that say what a resource is made with: an update leaves them as they are. */
const AT_CREATION: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Instance': [
    'image',
    'keyPair',
    'os',
    'securityGroup',
    'sizeGb',
    'subnet',
    'volumeType',
    'vpc',
  ],
  'AWS::EC2::LaunchTemplate': ['keyPair', 'publicAddress', 'securityGroup', 'sizeGb', 'vpc'],
  'AWS::EC2::SecurityGroup': ['vpc'],
  'AWS::EC2::FlowLog': ['retentionDays', 'vpc'],
  'AWS::EC2::InternetGateway': ['vpc'],
  'AWS::EC2::KeyPair': ['publicKey'],
  'AWS::EC2::NatGateway': ['elasticIp', 'subnet'],
  'AWS::EC2::NetworkAcl': ['vpc'],
  'AWS::EC2::RouteTable': ['vpc'],
  'AWS::EC2::Subnet': ['availabilityZone', 'cidr', 'vpc'],
  'AWS::EC2::VPCEndpoint': ['service', 'vpc'],
  'AWS::EC2::VPC': ['cidr', 'flowLogs', 'natGateway', 'subnets', 'zones'],
  'AWS::EC2::Volume': ['availabilityZone', 'encrypted', 'kmsKey'],
  'AWS::IAM::Role': ['trustedService'],
  'AWS::SNS::Topic': ['fifo'],
  'AWS::Budgets::Budget': ['notifyAtPercent', 'subscribers', 'topic'],
  'AWS::CloudWatch::Alarm': ['metric', 'namespace', 'resource'],
  'AWS::Events::Rule': ['target'],
  'AWS::SQS::Queue': ['encrypted', 'fifo', 'topic', 'ownDeadLetterQueue'],
  'AWS::ApiGatewayV2::Api': ['protocol'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['loadBalancerType', 'scheme', 'targetPort', 'vpc'],
  'AWS::AutoScaling::AutoScalingGroup': [
    'image',
    'launchTemplate',
    'os',
    'sizeGb',
    'subnets',
    'targetGroup',
    'targetPercent',
    'vpc',
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['port', 'protocol', 'targetType', 'vpc'],
  'AWS::KMS::Key': ['multiRegion'],
  'AWS::SecretsManager::Secret': ['username'],
  'AWS::IAM::User': ['accessKey'],
  'AWS::RDS::DBInstance': [
    'databaseName',
    'encrypted',
    'engine',
    'kmsKey',
    'replicaOf',
    'securityGroup',
    'subnetGroup',
    'vpc',
  ],
  'AWS::Route53::HostedZone': ['private', 'vpc'],
  'AWS::CloudFront::Distribution': ['failover', 'origin'],
  'AWS::EFS::FileSystem': ['encrypted', 'kmsKey', 'securityGroup', 'vpc'],
  'AWS::ECS::TaskDefinition': ['role'],
  'AWS::ECS::Service': ['maxCount', 'role', 'securityGroup', 'subnets', 'targetGroup', 'vpc'],
  'AWS::EKS::Cluster': ['kmsKey', 'role', 'subnets', 'vpc'],
  'AWS::EKS::Nodegroup': ['instanceType', 'role', 'sizeGb', 'subnets'],
  'AWS::RDS::DBCluster': ['encrypted', 'engine', 'kmsKey', 'securityGroup', 'subnetGroup', 'vpc'],
};

/** What names the target; it is no setting. */
const NAMES: ReadonlySet<string> = new Set([
  'alias',
  'aliasName',
  'autoScalingGroup',
  'cluster',
  'follows',
  'id',
  'loadBalancer',
  'name',
  'policyName',
]);

const given = (service: Service, task: MutationTask): readonly string[] =>
  service.fields
    .map((field) => field.name)
    .filter((name) => !NAMES.has(name) && task.parameters[name] !== undefined);

const words = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const fixed = (service: Service, names: readonly string[]): Refusal => ({
  code: 'unsupported-task',
  because: `${words(names)} of ${service.title}s is decided when they are made.`,
  next: 'Ask for a new one with it under another name, or change it where it is managed.',
});

const nothingNamed = (service: Service): Refusal => ({
  code: 'missing-field',
  because: 'The request names no setting that shall be different.',
  next: `Edit the issue and give one of ${words(
    service.fields
      .map((field) => field.name)
      .filter((name) => !NAMES.has(name) && !isFixed(service, name))
      .slice(0, 12),
  )}.`,
});

const isFixed = (service: Service, name: string): boolean =>
  AT_CREATION[service.resourceType]?.includes(name) === true;

const deviationOf = (task: MutationTask, name: string): Deviation => ({
  taskId: task.id,
  asked: `another ${name}`,
  planned: `${name} as it is`,
  because: 'it is decided when the resource is made',
});

/**
 * The draft of an update with what it leaves aside said. A request whose only wishes can not be
 * granted, or that has none, is refused: an empty plan would look as if it were so already.
 */
export const withUnapplied = (
  service: Service,
  task: MutationTask,
  draft: Decided<Draft>,
): Decided<Draft> => {
  const isPlain = task.taskType === 'UpdateResource' && task.parameters['action'] === undefined;
  if (!draft.ok || !isPlain || service.resourceType === 'AWS::CloudFormation::Stack') return draft;
  const names = given(service, task);
  const left = names.filter((name) => isFixed(service, name));
  if (draft.value.steps.length === 0) {
    if (left.length > 0) return refused(fixed(service, left));
    return names.length === 0 ? refused(nothingNamed(service)) : draft;
  }
  const deviations = left.map((name) => deviationOf(task, name));
  return accepted({ ...draft.value, deviations: [...draft.value.deviations, ...deviations] });
};
