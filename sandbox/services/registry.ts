import { httpApiOperations } from './apis.ts';
import { restApiOperations } from './rest-apis.ts';
import { autoScalingOperations } from './auto-scaling.ts';
import type { OperationTable } from './call.ts';
import { budgetsOperations } from './budgets.ts';
import { cloudControlOperations } from './cloudcontrol.ts';
import { cloudFormationOperations } from './cloudformation.ts';
import { cloudFrontOperations } from './cloudfront.ts';
import { cloudWatchOperations } from './cloudwatch.ts';
import { costExplorerOperations } from './cost-explorer.ts';
import { dynamoOperations } from './dynamodb.ts';
import { ec2Operations } from './ec2.ts';
import { ecsOperations } from './ecs.ts';
import { eksOperations } from './eks.ts';
import { efsOperations } from './efs.ts';
import { loadBalancingOperations } from './elb.ts';
import { eventsOperations } from './events.ts';
import { iamOperations } from './iam.ts';
import { kmsOperations } from './kms.ts';
import { lambdaOperations } from './lambda.ts';
import { logsOperations } from './logs.ts';
import { organizationsOperations } from './organizations.ts';
import { configServiceOperations, resourceExplorerOperations } from './organization-index.ts';
import { pricingOperations } from './pricing.ts';
import { rdsOperations } from './rds.ts';
import { route53Operations } from './route53.ts';
import { s3Operations } from './s3.ts';
import { secretsOperations } from './secrets.ts';
import { snsOperations } from './sns.ts';
import { sqsOperations } from './sqs.ts';
import { ssmOperations } from './ssm.ts';
import { stsOperations } from './sts.ts';
import { xrayOperations } from './xray.ts';
import {
  cloudTrailOperations,
  configOperations,
  guardDutyOperations,
  securityHubOperations,
} from './watchers.ts';

/** Every operation that is carried out, by client. */
export const OPERATIONS: Readonly<Record<string, OperationTable>> = {
  AutoScaling: autoScalingOperations,
  CloudControl: cloudControlOperations,
  CloudFormation: cloudFormationOperations,
  CloudWatch: cloudWatchOperations,
  CloudWatchLogs: logsOperations,
  CostExplorer: costExplorerOperations,
  DynamoDB: dynamoOperations,
  EC2: ec2Operations,
  ECS: ecsOperations,
  EFS: efsOperations,
  EKS: eksOperations,
  ElasticLoadBalancingV2: loadBalancingOperations,
  IAM: iamOperations,
  Lambda: lambdaOperations,
  Organizations: organizationsOperations,
  Pricing: pricingOperations,
  RDS: rdsOperations,
  S3: s3Operations,
  SNS: snsOperations,
  SSM: ssmOperations,
  STS: stsOperations,
  SQS: sqsOperations,
  ApiGatewayV2: httpApiOperations,
  EventBridge: eventsOperations,
  APIGateway: restApiOperations,
  ResourceExplorer2: resourceExplorerOperations,
  KMS: kmsOperations,
  SecretsManager: secretsOperations,
  XRay: xrayOperations,
  Budgets: budgetsOperations,
  Route53: route53Operations,
  CloudTrail: cloudTrailOperations,
  ConfigService: { ...configServiceOperations, ...configOperations },
  GuardDuty: guardDutyOperations,
  SecurityHub: securityHubOperations,
  CloudFront: cloudFrontOperations,
};
