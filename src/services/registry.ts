import type { AwsResourceType } from '../task/resource-type.ts';
import { budget } from './budget/index.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm/index.ts';
import { cloudwatchDashboard } from './cloudwatch-dashboard/index.ts';
import { autoScalingGroup } from './auto-scaling-group/index.ts';
import { auroraCluster } from './aurora-cluster/index.ts';
import { cloudfrontFunction } from './cloudfront-function/index.ts';
import { cloudfrontDistribution } from './cloudfront-distribution/index.ts';
import { cloudformationTemplate } from './cloudformation-template/index.ts';
import { cloudtrailTrail } from './cloudtrail-trail/index.ts';
import { configRecorder } from './config-recorder/index.ts';
import { dnsRecord } from './dns-record/index.ts';
import { dynamodbTable } from './dynamodb-table/index.ts';
import { ebsVolume } from './ebs-volume/index.ts';
import { ec2Instance } from './ec2-instance/index.ts';
import { ecsCluster } from './ecs-cluster/index.ts';
import { ecsService } from './ecs-service/index.ts';
import { ecsTaskDefinition } from './ecs-task-definition/index.ts';
import { eksAddon } from './eks-addon/index.ts';
import { eksCluster } from './eks-cluster/index.ts';
import { eksNodegroup } from './eks-nodegroup/index.ts';
import { efsFileSystem } from './efs-file-system/index.ts';
import { elasticIp } from './elastic-ip/index.ts';
import { hostedZone } from './hosted-zone/index.ts';
import { httpApi } from './http-api/index.ts';
import { eventbridgeRule } from './eventbridge-rule/index.ts';
import { guarddutyDetector } from './guardduty-detector/index.ts';
import { iamGroup } from './iam-group/index.ts';
import { iamRole } from './iam-role/index.ts';
import { iamUser } from './iam-user/index.ts';
import { kmsKey } from './kms-key/index.ts';
import { lambdaFunction } from './lambda-function/index.ts';
import { lambdaAlias } from './lambda-alias/index.ts';
import { lambdaVersion } from './lambda-version/index.ts';
import { launchTemplate } from './launch-template/index.ts';
import { loadBalancer } from './load-balancer/index.ts';
import { loadBalancerListener } from './load-balancer-listener/index.ts';
import { logGroup } from './log-group/index.ts';
import { restApi } from './rest-api/index.ts';
import { rdsInstance } from './rds-instance/index.ts';
import { route53HealthCheck } from './route53-health-check/index.ts';
import { s3Bucket } from './s3-bucket/index.ts';
import { securityGroup } from './security-group/index.ts';
import { managedPolicy } from './managed-policy/index.ts';
import { scalingPolicy } from './scaling-policy/index.ts';
import { secret } from './secret/index.ts';
import { securityHub } from './security-hub/index.ts';
import type { Service } from './service.ts';
import { sqsQueue } from './sqs-queue/index.ts';
import { xrayGroup } from './xray-group/index.ts';
import { xraySamplingRule } from './xray-sampling-rule/index.ts';
import { snsTopic } from './sns-topic/index.ts';
import { targetGroup } from './target-group/index.ts';
import { flowLog } from './flow-log/index.ts';
import { internetGateway } from './internet-gateway/index.ts';
import { keyPair } from './key-pair/index.ts';
import { natGateway } from './nat-gateway/index.ts';
import { organization } from './organization/index.ts';
import type { ReadOnlyService } from './read-only-service.ts';
import { networkAcl } from './network-acl/index.ts';
import { routeTable } from './route-table/index.ts';
import { subnet } from './subnet/index.ts';
import { vpcEndpoint } from './vpc-endpoint/index.ts';
import { vpc } from './vpc/index.ts';

/** One line for each service; the order is that of forms and documentation. */
export const allServices: readonly Service[] = [
  s3Bucket,
  lambdaFunction,
  ec2Instance,
  dynamodbTable,
  snsTopic,
  iamRole,
  ebsVolume,
  elasticIp,
  logGroup,
  httpApi,
  securityGroup,
  restApi,
  keyPair,
  vpc,
  subnet,
  internetGateway,
  natGateway,
  routeTable,
  networkAcl,
  vpcEndpoint,
  flowLog,
  hostedZone,
  dnsRecord,
  cloudformationTemplate,
  sqsQueue,
  eventbridgeRule,
  cloudwatchAlarm,
  cloudwatchDashboard,
  loadBalancer,
  loadBalancerListener,
  targetGroup,
  kmsKey,
  secret,
  managedPolicy,
  iamGroup,
  iamUser,
  rdsInstance,
  autoScalingGroup,
  xrayGroup,
  xraySamplingRule,
  budget,
  auroraCluster,
  ecsCluster,
  cloudtrailTrail,
  configRecorder,
  guarddutyDetector,
  securityHub,
  efsFileSystem,
  cloudfrontDistribution,
  ecsTaskDefinition,
  ecsService,
  cloudfrontFunction,
  lambdaVersion,
  eksCluster,
  eksNodegroup,
  eksAddon,
  route53HealthCheck,
  lambdaAlias,
  launchTemplate,
  scalingPolicy,
];

/** The service that plans tasks of a resource type; undefined when none does yet. */
export const serviceOf = (resourceType: AwsResourceType): Service | undefined =>
  allServices.find((service) => service.resourceType === resourceType);

/** Services whose own templates may hold a type, the one whose main type it is first. */
export const servicesOfTemplateType = (type: string): readonly Service[] =>
  allServices
    .filter((service) => service.templateTypes.includes(type))
    .sort((a, b) => Number(b.resourceType === type) - Number(a.resourceType === type));

/** Services that are only read. */
export const readOnlyServices: readonly ReadOnlyService[] = [organization];

/** The service that only reads things of a type; undefined where it is none of these. */
export const readOnlyServiceOf = (type: string): ReadOnlyService | undefined =>
  readOnlyServices.find(({ types }) => types.some((one) => one === type));

export { typeTableOf } from './type-tables.ts';
