import { AUTO_SCALING_TYPES } from './auto-scaling-group/permissions.ts';
import { AURORA_TYPES } from './aurora-cluster/permissions.ts';
import { CLOUDFRONT_FUNCTION_TYPES } from './cloudfront-function/permissions.ts';
import { DISTRIBUTION_TYPES } from './cloudfront-distribution/permissions.ts';
import { TEMPLATE_TYPES } from './cloudformation-template/permissions.ts';
import { BUDGET_TYPES } from './budget/permissions.ts';
import { ALARM_TYPES } from './cloudwatch-alarm/permissions.ts';
import { DASHBOARD_TYPES } from './cloudwatch-dashboard/permissions.ts';
import { TRAIL_TYPES } from './cloudtrail-trail/permissions.ts';
import { RECORDER_TYPES } from './config-recorder/permissions.ts';
import { DNS_RECORD_TYPES } from './dns-record/permissions.ts';
import { DYNAMODB_TYPES } from './dynamodb-table/permissions.ts';
import { EBS_TYPES } from './ebs-volume/permissions.ts';
import { EC2_TYPES } from './ec2-instance/permissions.ts';
import { ECS_CLUSTER_TYPES } from './ecs-cluster/permissions.ts';
import { ECS_SERVICE_TYPES } from './ecs-service/permissions.ts';
import { TASK_DEFINITION_TYPES } from './ecs-task-definition/permissions.ts';
import { EKS_ADDON_TYPES } from './eks-addon/permissions.ts';
import { EKS_CLUSTER_TYPES } from './eks-cluster/permissions.ts';
import { EKS_NODEGROUP_TYPES } from './eks-nodegroup/permissions.ts';
import { EFS_TYPES } from './efs-file-system/permissions.ts';
import { ELASTIC_IP_TYPES } from './elastic-ip/permissions.ts';
import { HOSTED_ZONE_TYPES } from './hosted-zone/permissions.ts';
import { HTTP_API_TYPES } from './http-api/permissions.ts';
import { RULE_TYPES } from './eventbridge-rule/permissions.ts';
import { DETECTOR_TYPES } from './guardduty-detector/permissions.ts';
import { IAM_GROUP_TYPES } from './iam-group/permissions.ts';
import { IAM_TYPES } from './iam-role/permissions.ts';
import { IAM_USER_TYPES } from './iam-user/permissions.ts';
import { KMS_TYPES } from './kms-key/permissions.ts';
import { LAMBDA_TYPES } from './lambda-function/permissions.ts';
import { LAUNCH_TEMPLATE_TABLES } from './launch-template/permissions.ts';
import { LOAD_BALANCER_TYPES } from './load-balancer/permissions.ts';
import { LISTENER_TYPES } from './load-balancer-listener/permissions.ts';
import { LOG_TYPES } from './log-group/permissions.ts';
import { REST_API_TYPES } from './rest-api/permissions.ts';
import { RDS_TYPES } from './rds-instance/permissions.ts';
import { S3_TYPES } from './s3-bucket/permissions.ts';
import { SCALING_POLICY_TABLES } from './scaling-policy/permissions.ts';
import { SECURITY_GROUP_TYPES } from './security-group/permissions.ts';
import { MANAGED_POLICY_TYPES } from './managed-policy/permissions.ts';
import { SECRET_TYPES } from './secret/permissions.ts';
import { HUB_TYPES } from './security-hub/permissions.ts';
import { HEALTH_CHECK_TYPES } from './route53-health-check/permissions.ts';
import type { TypeTable } from './service.ts';
import { VPC_ENDPOINT_TYPES } from './vpc-endpoint/permissions.ts';
import { VPC_TYPES } from './vpc/permissions.ts';
import { SUBNET_TYPES } from './subnet/permissions.ts';
import { ROUTE_TABLE_TYPES } from './route-table/permissions.ts';
import { NETWORK_ACL_TYPES } from './network-acl/permissions.ts';
import { NAT_GATEWAY_TYPES } from './nat-gateway/permissions.ts';
import { KEY_PAIR_TYPES } from './key-pair/permissions.ts';
import { INTERNET_GATEWAY_TYPES } from './internet-gateway/permissions.ts';
import { FLOW_LOG_TYPES } from './flow-log/permissions.ts';
import { SNS_TYPES } from './sns-topic/permissions.ts';
import { SQS_TYPES } from './sqs-queue/permissions.ts';
import { WEB_ACL_TYPES } from './web-acl/permissions.ts';
import { TARGET_GROUP_TYPES } from './target-group/permissions.ts';
import { XRAY_GROUP_TYPES } from './xray-group/permissions.ts';
import { XRAY_SAMPLING_TYPES } from './xray-sampling-rule/permissions.ts';

/** The reviewed permission tables of all folders. One line for each folder. */
const ALL: readonly TypeTable[] = [
  ...S3_TYPES,
  ...DYNAMODB_TYPES,
  ...SNS_TYPES,
  ...LAMBDA_TYPES,
  ...LOG_TYPES,
  ...EC2_TYPES,
  ...EBS_TYPES,
  ...ELASTIC_IP_TYPES,
  ...IAM_TYPES,
  ...TEMPLATE_TYPES,
  ...SQS_TYPES,
  ...HTTP_API_TYPES,
  ...RULE_TYPES,
  ...SECURITY_GROUP_TYPES,
  ...REST_API_TYPES,
  ...WEB_ACL_TYPES,
  ...ALARM_TYPES,
  ...DASHBOARD_TYPES,
  ...LOAD_BALANCER_TYPES,
  ...LISTENER_TYPES,
  ...TARGET_GROUP_TYPES,
  ...KMS_TYPES,
  ...SECRET_TYPES,
  ...MANAGED_POLICY_TYPES,
  ...IAM_USER_TYPES,
  ...IAM_GROUP_TYPES,
  ...FLOW_LOG_TYPES,
  ...INTERNET_GATEWAY_TYPES,
  ...KEY_PAIR_TYPES,
  ...NAT_GATEWAY_TYPES,
  ...NETWORK_ACL_TYPES,
  ...ROUTE_TABLE_TYPES,
  ...SUBNET_TYPES,
  ...VPC_TYPES,
  ...VPC_ENDPOINT_TYPES,
  ...RDS_TYPES,
  ...AUTO_SCALING_TYPES,
  ...XRAY_GROUP_TYPES,
  ...XRAY_SAMPLING_TYPES,
  ...BUDGET_TYPES,
  ...HOSTED_ZONE_TYPES,
  ...AURORA_TYPES,
  ...ECS_CLUSTER_TYPES,
  ...TRAIL_TYPES,
  ...RECORDER_TYPES,
  ...DETECTOR_TYPES,
  ...HUB_TYPES,
  ...DNS_RECORD_TYPES,
  ...EFS_TYPES,
  ...DISTRIBUTION_TYPES,
  ...TASK_DEFINITION_TYPES,
  ...ECS_SERVICE_TYPES,
  ...CLOUDFRONT_FUNCTION_TYPES,
  ...EKS_CLUSTER_TYPES,
  ...EKS_NODEGROUP_TYPES,
  ...EKS_ADDON_TYPES,
  ...HEALTH_CHECK_TYPES,
  ...LAUNCH_TEMPLATE_TABLES,
  ...SCALING_POLICY_TABLES,
];

const BY_TYPE: ReadonlyMap<string, TypeTable> = new Map(ALL.map((table) => [table.type, table]));

/** The reviewed table of a type; undefined for a type that no folder knows. */
export const typeTableOf = (type: string): TypeTable | undefined => BY_TYPE.get(type);

/** Every type that has a reviewed table, sorted. */
export const tabledTypes = (): readonly string[] => [...BY_TYPE.keys()].sort();

/** Types with more than one table: a mistake that would let one hide the other. */
export const duplicatedTypes = (): readonly string[] =>
  ALL.map((table) => table.type).filter((type, index, all) => all.indexOf(type) !== index);
