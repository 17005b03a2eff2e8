import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const TRAIL = 'AWS::CloudTrail::Trail';
const SERVICE = 'AWS::ECS::Service';
const LAUNCH = 'AWS::AutoScaling::LaunchConfiguration';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** Table: items that one value mends, by item and type. A test judges each after its patch. */
const VALUES: readonly (readonly [string, string, JsonObject])[] = [
  ['RDS-01', INSTANCE, { StorageEncrypted: true }],
  ['RDS-01', CLUSTER, { StorageEncrypted: true }],
  ['RDS-02', INSTANCE, { PubliclyAccessible: false }],
  ['RDS-06', INSTANCE, { BackupRetentionPeriod: 1 }],
  ['RDS-11', INSTANCE, { MultiAZ: true }],
  ['RDS-12', INSTANCE, { BackupRetentionPeriod: 7 }],
  ['RDS-14', INSTANCE, { EnablePerformanceInsights: true }],
  ['RDS-15', INSTANCE, { DeletionProtection: true }],
  ['RDS-15', CLUSTER, { DeletionProtection: true }],
  ['RDS-17', INSTANCE, { EnableIAMDatabaseAuthentication: true }],
  ['RDS-18', INSTANCE, { BackupRetentionPeriod: 14 }],
  ['RDS-18', CLUSTER, { BackupRetentionPeriod: 14 }],
  ['RDS-29', INSTANCE, { AutoMinorVersionUpgrade: true }],
  ['RDS-32', INSTANCE, { CopyTagsToSnapshot: true }],
  ['EFS-01', 'AWS::EFS::FileSystem', { Encrypted: true }],
  ['EFS-03', 'AWS::EFS::FileSystem', { BackupPolicy: { Status: 'ENABLED' } }],
  ['ELASTICACHE-01', CACHE, { AtRestEncryptionEnabled: true }],
  ['ELASTICACHE-02', CACHE, { TransitEncryptionEnabled: true }],
  ['ELASTICACHE-10', CACHE, { AutoMinorVersionUpgrade: true }],
  ['KMS-01', 'AWS::KMS::Key', { EnableKeyRotation: true }],
  ['CLOUDTRAIL-01', TRAIL, { IsMultiRegionTrail: true }],
  ['CLOUDTRAIL-02', TRAIL, { EnableLogFileValidation: true }],
  ['CLOUDTRAIL-05', TRAIL, { IsLogging: true }],
  ['VPC-04', 'AWS::EC2::VPC', { EnableDnsSupport: true, EnableDnsHostnames: true }],
  ['ECS-13', SERVICE, { EnableExecuteCommand: false }],
  [
    'ECS-15',
    SERVICE,
    { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true } } },
  ],
  ['ECS-22', 'AWS::ECR::Repository', { ImageScanningConfiguration: { ScanOnPush: true } }],
  ['ECS-23', 'AWS::ECR::Repository', { ImageTagMutability: 'IMMUTABLE' }],
  ['ASG-02', LAUNCH, { MetadataOptions: { HttpTokens: 'required' } }],
  ['ASG-03', LAUNCH, { AssociatePublicIpAddress: false }],
  ['ASG-08', 'AWS::AutoScaling::AutoScalingGroup', { HealthCheckType: 'ELB' }],
  ['APIGW-10', 'AWS::ApiGateway::Stage', { TracingEnabled: true }],
  ['GUARDDUTY-01', 'AWS::GuardDuty::Detector', { Enable: true }],
  ['CONFIG-01', 'AWS::Config::ConfigurationRecorder', { RecordingGroup: { AllSupported: true } }],
];

/** Table: items that one attribute of a load balancer mends. */
const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['ELB-05', 'routing.http.drop_invalid_header_fields.enabled'],
  ['ELB-11', 'deletion_protection.enabled'],
];

const isFunction = (json: Json | undefined): boolean =>
  isJsonObject(json) && Object.keys(json).some((key) => key === 'Ref' || key.startsWith('Fn::'));

/** The values over those that stand there; a function in the way stays, and the gap with it. */
const merged = (own: Json | undefined, wanted: Json): Json => {
  if (!isJsonObject(wanted)) return wanted;
  if (isFunction(own)) return own ?? wanted;
  const base = isJsonObject(own) ? own : {};
  const values = Object.entries(wanted).map(([key, value]) => [key, merged(base[key], value)]);
  return { ...base, ...(Object.fromEntries(values) as JsonObject) };
};

/** An instance of a cluster has most of what it is from the cluster. */
const isWhole = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['DBClusterIdentifier'] === undefined;

const ofValue = ([item, type, wanted]: (typeof VALUES)[number]): Remedy => ({
  item,
  type,
  ...(type === INSTANCE && item !== 'RDS-02' ? { isNeeded: isWhole } : {}),
  patch: (template, logicalId) => {
    const after = merged(propertiesOf(template, logicalId), wanted);
    return isJsonObject(after) ? withProperties(template, logicalId, after) : template;
  },
});

const ofAttribute = ([item, Key]: (typeof ATTRIBUTES)[number]): Remedy => ({
  item,
  type: BALANCER,
  patch: (template, logicalId) => {
    const own = propertiesOf(template, logicalId)['LoadBalancerAttributes'];
    if (own !== undefined && !Array.isArray(own)) return template;
    const others = (own ?? []).filter((one: Json) => !isJsonObject(one) || one['Key'] !== Key);
    const LoadBalancerAttributes = [...others, { Key, Value: 'true' }];
    return withProperties(template, logicalId, { LoadBalancerAttributes });
  },
});

/** What mends given templates of services that no folder here makes, when an item is added. */
export const valueRemedies: readonly Remedy[] = [
  ...VALUES.map(ofValue),
  ...ATTRIBUTES.map(ofAttribute),
];
