import type { JsonObject } from '../../src/task/json.ts';
import { IT, alarmsOn, allowing, logsFor, of, ref, row, subnets } from './item-row.ts';
import type { ItemRow, Others } from './item-row.ts';

const container = (...ContainerDefinitions: readonly JsonObject[]): JsonObject => ({
  ContainerDefinitions,
});
const environment = (Name: string): JsonObject =>
  container({ Environment: [{ Name, Value: 'hunter2' }] });
const roleWith = (Action: string): Others => ({
  Role: of('AWS::IAM::Role', {
    Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: 'arn:x' }] } }],
  }),
});
const asRole = { ExecutionRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } };
const logging = container({
  LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': ref('Logs') } },
});
const network = (more: JsonObject): JsonObject => ({
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('A'), ref('B')], ...more } },
});
const breaker = (DeploymentCircuitBreaker: JsonObject): JsonObject => ({
  DeploymentConfiguration: { DeploymentCircuitBreaker },
});
const target: Others = {
  Scale: of('AWS::ApplicationAutoScaling::ScalableTarget', {
    ResourceId: { 'Fn::Sub': 'service/cluster/${It.Name}' },
  }),
};
const insights = (Value: string): JsonObject => ({
  ClusterSettings: [{ Name: 'containerInsights', Value }],
});
const minimum = (MinimumHealthyPercent: number): JsonObject => ({
  DeploymentConfiguration: { MinimumHealthyPercent },
});
const OTHER = { AWS: 'arn:aws:iam::111111111111:root' };

const ECS: readonly ItemRow[] = [
  row('ECS-01', [asRole, roleWith('ecr:GetAuthorizationToken')], [asRole, roleWith('*')]),
  row('ECS-02', [environment('STAGE')], [environment('DB_PASSWORD')]),
  row(
    'ECS-03',
    [container({ Image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/x' })],
    [container({ Image: 'docker.io/x' })],
  ),
  row('ECS-05', [{ Cpu: '256', Memory: '512' }], [{ Cpu: '256' }]),
  row('ECS-06', [logging, logsFor(30)], [logging, { Logs: of('AWS::Logs::LogGroup') }]),
  row(
    'ECS-07',
    [container({ HealthCheck: { Command: ['CMD', 'up'] } })],
    [container({ Essential: true })],
  ),
  row('ECS-08', [{ LaunchType: 'FARGATE' }], [{ LaunchType: 'EC2' }]),
  row('ECS-09', [network({}), subnets(false)], [network({}), subnets(true)]),
  row('ECS-10', [breaker({ Enable: true })], [breaker({ Enable: false })]),
  row('ECS-11', [{}, target], [{}]),
  row('ECS-12', [insights('enhanced')], [insights('disabled')]),
  row('ECS-13', [{ EnableExecuteCommand: false }], [{ EnableExecuteCommand: true }]),
  row('ECS-14', [network({})], [network({ Subnets: [ref('A')] })]),
  row('ECS-15', [breaker({ Enable: true, Rollback: true })], [breaker({ Enable: true })]),
  row('ECS-16', [minimum(100)], [minimum(50)]),
  row('ECS-17', [{}, alarmsOn('CPUUtilization', 'MemoryUtilization')], [{}]),
  row(
    'ECS-19',
    [{ NetworkMode: 'host', ...container({ User: 'app' }) }],
    [{ NetworkMode: 'host', ...container({ User: 'app' }, { User: '0:0' }) }],
  ),
  row('ECS-20', [container({ Privileged: false })], [container({ Privileged: true })]),
  row('ECS-21', [container({ ReadonlyRootFilesystem: true })], [container({})]),
  row('ECS-22', [{ ImageScanningConfiguration: { ScanOnPush: true } }], [{}]),
  row('ECS-23', [{ ImageTagMutability: 'IMMUTABLE' }], [{ ImageTagMutability: 'MUTABLE' }]),
  row('ECS-24', [{ LifecyclePolicy: { LifecyclePolicyText: '{}' } }], [{}]),
  row(
    'ECS-25',
    [{ RepositoryPolicyText: allowing(OTHER) }],
    [{ RepositoryPolicyText: allowing('*') }],
  ),
];

const placed = (ResourcesVpcConfig: JsonObject): JsonObject => ({ ResourcesVpcConfig });
const logTypes = (...types: readonly string[]): JsonObject => ({
  Logging: { ClusterLogging: { EnabledTypes: types.map((Type) => ({ Type })) } },
});
const inCluster = (type: string, more: JsonObject = {}): Others => ({
  Part: of(type, { ClusterName: IT, ...more }),
});
const ADDON = 'AWS::EKS::Addon';

const EKS: readonly ItemRow[] = [
  row(
    'EKS-01',
    [placed({ PublicAccessCidrs: ['192.0.2.0/24'] })],
    [placed({ PublicAccessCidrs: ['192.0.2.0/24', '0.0.0.0/0'] })],
  ),
  row('EKS-02', [logTypes('api', 'audit', 'authenticator')], [logTypes('api', 'audit')]),
  row('EKS-03', [{}, inCluster('AWS::EKS::Nodegroup')], [{}]),
  row('EKS-05', [{}, inCluster('AWS::EKS::PodIdentityAssociation')], [{}]),
  row('EKS-06', [placed({ EndpointPrivateAccess: true })], [placed({})]),
  row('EKS-07', [{}, inCluster(ADDON)], [{}]),
  row(
    'EKS-08',
    [placed({ EndpointPrivateAccess: true, EndpointPublicAccess: false })],
    [placed({ EndpointPublicAccess: false })],
  ),
  row('EKS-09', [{ EncryptionConfig: [{ Provider: { KeyArn: 'k' } }] }], [{}]),
  row('EKS-10', [{ Subnets: ['a', 'b'] }], [{ Subnets: ['a'] }]),
  row('EKS-11', [{ Version: '1.32' }], [{ Version: '1.30' }]),
  row(
    'EKS-13',
    [placed({ EndpointPublicAccess: false })],
    [placed({ EndpointPublicAccess: true, PublicAccessCidrs: ['192.0.2.0/24'] })],
  ),
  row('EKS-14', [{ ScalingConfig: { MinSize: 1, MaxSize: 3 } }], [{}]),
  row('EKS-15', [logTypes('audit')], [logTypes('api')]),
  row(
    'EKS-16',
    [{}, inCluster(ADDON, { AddonName: 'amazon-cloudwatch-observability' })],
    [{}, inCluster(ADDON, { AddonName: 'coredns' })],
  ),
  row('EKS-18', [{}], [{ RemoteAccess: { Ec2SshKey: 'k' } }]),
  row(
    'EKS-18',
    [{ RemoteAccess: { Ec2SshKey: 'k', SourceSecurityGroups: ['sg-0123'] } }],
    [{ RemoteAccess: { Ec2SshKey: 'k', SourceSecurityGroups: [] } }],
  ),
];

const OBJECTS = 'AWS::S3::Object';

const AUDIT: readonly ItemRow[] = [
  row('CLOUDTRAIL-01', [{ IsMultiRegionTrail: true }], [{ IsMultiRegionTrail: false }]),
  row('CLOUDTRAIL-02', [{ EnableLogFileValidation: true }], [{}]),
  row('CLOUDTRAIL-03', [{ KMSKeyId: 'k' }], [{}]),
  row('CLOUDTRAIL-04', [{ CloudWatchLogsLogGroupArn: 'arn' }], [{}]),
  row('CLOUDTRAIL-05', [{ IsLogging: true }], [{ IsLogging: false }]),
  row(
    'CLOUDTRAIL-06',
    [{ IncludeGlobalServiceEvents: true }],
    [{ IncludeGlobalServiceEvents: false }],
  ),
  row(
    'CLOUDTRAIL-07',
    [{ AdvancedEventSelectors: [{ FieldSelectors: [{ Equals: [OBJECTS] }] }] }],
    [{ EventSelectors: [{ DataResources: [{ Type: 'AWS::Lambda::Function' }] }] }],
  ),
  row('CONFIG-01', [{ RecordingGroup: { AllSupported: true } }], [{ RecordingGroup: {} }]),
  row('CONFIG-02', [{ RecordingGroup: { IncludeGlobalResourceTypes: true } }], [{}]),
  row('CONFIG-03', [{}, { Channel: of('AWS::Config::DeliveryChannel') }], [{}]),
  row('CONFIG-04', [{ S3BucketName: 'b' }], [{}]),
  row('CONFIG-05', [{ S3KmsKeyArn: 'k' }], [{}]),
  row('CONFIG-06', [{ OrganizationAggregationSource: { AllAwsRegions: true } }], [{}]),
];

const bus = (Principal: string): JsonObject => ({ Statement: { Principal, Action: 'x' } });
const targets = (more: JsonObject): JsonObject => ({ Targets: [{ Arn: 'arn', ...more }] });

const EVENTS: readonly ItemRow[] = [
  row('EVENTS-01', [bus('111111111111')], [bus('*')]),
  row('EVENTS-02', [{ KmsKeyIdentifier: 'k' }], [{}]),
  row('EVENTS-04', [targets({ DeadLetterConfig: { Arn: 'q' } })], [targets({})]),
  row('EVENTS-05', [targets({})], [{ Targets: [] }]),
  row('EVENTS-06', [{}, { Policy: of('AWS::Events::EventBusPolicy', { EventBusName: IT }) }], [{}]),
  row('EVENTS-07', [targets({ RetryPolicy: { MaximumRetryAttempts: 3 } })], [targets({})]),
  row('EVENTS-08', [{}, { Past: of('AWS::Events::Archive', { SourceArn: IT }) }], [{}]),
];

const feature = (Name: string, Status = 'ENABLED'): JsonObject => ({
  Features: [{ Name, Status }],
});
const watching = (item: string, name: string): ItemRow =>
  row(item, [feature(name)], [feature(name, 'DISABLED')]);
const control = (more: JsonObject): JsonObject => ({
  DisabledStandardsControls: [{ StandardsControlArn: 'arn', ...more }],
});

const SECURITY: readonly ItemRow[] = [
  row('GUARDDUTY-01', [{ Enable: true }], [{ Enable: false }]),
  row(
    'GUARDDUTY-02',
    [{ FindingPublishingFrequency: 'FIFTEEN_MINUTES' }],
    [{ FindingPublishingFrequency: 'SIX_HOURS' }],
  ),
  watching('GUARDDUTY-03', 'S3_DATA_EVENTS'),
  watching('GUARDDUTY-04', 'EKS_AUDIT_LOGS'),
  watching('GUARDDUTY-05', 'EBS_MALWARE_PROTECTION'),
  watching('GUARDDUTY-06', 'LAMBDA_NETWORK_LOGS'),
  row('SECURITYHUB-01', [{ EnableDefaultStandards: true }], [{ EnableDefaultStandards: false }]),
  row('SECURITYHUB-02', [{ AutoEnableControls: true }], [{ AutoEnableControls: false }]),
  row(
    'SECURITYHUB-03',
    [{ ControlFindingGenerator: 'SECURITY_CONTROL' }],
    [{ ControlFindingGenerator: 'STANDARD_CONTROL' }],
  ),
  row('SECURITYHUB-04', [{ StandardsArn: 'arn' }], [{}]),
  row('SECURITYHUB-07', [control({ Reason: 'not used here' })], [control({})]),
];

const budget = (Budget: JsonObject): JsonObject => ({ Budget });
const notice = (more: JsonObject): JsonObject => ({ NotificationsWithSubscribers: [more] });

const COST: readonly ItemRow[] = [
  row(
    'BUDGETS-01',
    [notice({ Subscribers: [{ Address: 'a@example.com' }] })],
    [notice({ Subscribers: [] })],
  ),
  row(
    'BUDGETS-02',
    [notice({ Notification: { Threshold: 80 } })],
    [notice({ Notification: { NotificationType: 'ACTUAL', Threshold: 100 } })],
  ),
  row(
    'BUDGETS-03',
    [budget({ BudgetType: 'COST', BudgetLimit: { Amount: 10 } })],
    [budget({ BudgetType: 'COST' })],
  ),
  row('BUDGETS-04', [budget({ TimeUnit: 'MONTHLY' })], [budget({ TimeUnit: 'ANNUALLY' })]),
  row('BUDGETS-05', [budget({ CostFilters: { Service: ['x'] } })], [budget({})]),
  row('XRAY-01', [{ FilterExpression: 'fault' }], [{}]),
  row('XRAY-02', [{ InsightsConfiguration: { InsightsEnabled: true } }], [{}]),
  row('XRAY-03', [{ SamplingRule: { FixedRate: 0.05 } }], [{ SamplingRule: { FixedRate: 1 } }]),
  row(
    'XRAY-04',
    [{ SamplingRule: { FixedRate: 0, ReservoirSize: 1 } }],
    [{ SamplingRule: { FixedRate: 0, ReservoirSize: 0 } }],
  ),
];

const keptAs = (DeletionPolicy: string): Others => ({
  It: { ...of('AWS::Test::Thing'), DeletionPolicy, UpdateReplacePolicy: 'Retain' },
});

const ORGANIZATIONS: readonly ItemRow[] = [
  row('ORGANIZATIONS-01', [{}, keptAs('Retain')], [{}, keptAs('Delete')]),
  row('ORGANIZATIONS-02', [{ ParentIds: ['ou-1'] }], [{}]),
  row('ORGANIZATIONS-04', [{ FeatureSet: 'ALL' }], [{ FeatureSet: 'CONSOLIDATED_BILLING' }]),
  row('ORGANIZATIONS-05', [{}, keptAs('Retain')], [{}]),
  row('ORGANIZATIONS-06', [{ Description: 'No account leaves.' }], [{}]),
  row('ORGANIZATIONS-07', [{ TargetIds: ['ou-1'] }], [{}]),
];

/** Rows of the services that run programs, and of those that watch over them. */
export const OF_RUNNING: readonly ItemRow[] = [
  ...ECS,
  ...EKS,
  ...AUDIT,
  ...EVENTS,
  ...SECURITY,
  ...COST,
  ...ORGANIZATIONS,
];
