import { autoScalingRemedies } from './auto-scaling-group/remedies.ts';
import { auroraRemedies } from './aurora-cluster/remedies.ts';
import { cloudfrontFunctionRemedies } from './cloudfront-function/remedies.ts';
import { distributionRemedies } from './cloudfront-distribution/remedies.ts';
import { valueRemedies } from './cloudformation-template/value-remedies.ts';
import { budgetRemedies } from './budget/remedies.ts';
import { alarmRemedies } from './cloudwatch-alarm/remedies.ts';
import { dashboardRemedies } from './cloudwatch-dashboard/remedies.ts';
import { dnsRecordRemedies } from './dns-record/remedies.ts';
import { dynamodbRemedies } from './dynamodb-table/remedies.ts';
import { ebsRemedies } from './ebs-volume/remedies.ts';
import { ec2Remedies } from './ec2-instance/remedies.ts';
import { hostedZoneRemedies } from './hosted-zone/remedies.ts';
import { httpApiRemedies } from './http-api/remedies.ts';
import { ruleRemedies } from './eventbridge-rule/remedies.ts';
import { ecsClusterRemedies } from './ecs-cluster/remedies.ts';
import { ecsServiceRemedies } from './ecs-service/remedies.ts';
import { eksClusterRemedies } from './eks-cluster/remedies.ts';
import { taskDefinitionRemedies } from './ecs-task-definition/remedies.ts';
import { trailRemedies } from './cloudtrail-trail/remedies.ts';
import { recorderRemedies } from './config-recorder/remedies.ts';
import { detectorRemedies } from './guardduty-detector/remedies.ts';
import { efsRemedies } from './efs-file-system/remedies.ts';
import { iamRemedies } from './iam-role/remedies.ts';
import { kmsKeyRemedies } from './kms-key/remedies.ts';
import { lambdaRemedies } from './lambda-function/remedies.ts';
import { launchTemplateRemedies } from './launch-template/remedies.ts';
import { loadBalancerRemedies } from './load-balancer/remedies.ts';
import { logGroupRemedies } from './log-group/remedies.ts';
import { restApiRemedies } from './rest-api/remedies.ts';
import { rdsRemedies } from './rds-instance/remedies.ts';
import { s3Remedies } from './s3-bucket/remedies.ts';
import { secretRemedies } from './secret/remedies.ts';
import { hubRemedies } from './security-hub/remedies.ts';
import { healthCheckRemedies } from './route53-health-check/remedies.ts';
import type { Remedy } from './service.ts';
import { snsRemedies } from './sns-topic/remedies.ts';
import { sqsRemedies } from './sqs-queue/remedies.ts';
import { targetGroupRemedies } from './target-group/remedies.ts';
import { vpcRemedies } from './vpc/remedies.ts';
import { groupRemedies } from './xray-group/remedies.ts';
import { samplingRemedies } from './xray-sampling-rule/remedies.ts';

/** The remedies of all folders, for a given template to which a person adds an item. */
export const allRemedies = (): readonly Remedy[] => [
  ...s3Remedies,
  ...lambdaRemedies,
  ...ec2Remedies,
  ...dynamodbRemedies,
  ...snsRemedies,
  ...iamRemedies,
  ...ebsRemedies,
  ...logGroupRemedies,
  ...valueRemedies,
  ...sqsRemedies,
  ...httpApiRemedies,
  ...ruleRemedies,
  ...restApiRemedies,
  ...alarmRemedies,
  ...dashboardRemedies,
  ...loadBalancerRemedies,
  ...targetGroupRemedies,
  ...kmsKeyRemedies,
  ...secretRemedies,
  ...vpcRemedies,
  ...rdsRemedies,
  ...autoScalingRemedies,
  ...groupRemedies,
  ...samplingRemedies,
  ...budgetRemedies,
  ...hostedZoneRemedies,
  ...auroraRemedies,
  ...ecsClusterRemedies,
  ...trailRemedies,
  ...recorderRemedies(),
  ...detectorRemedies,
  ...hubRemedies,
  ...dnsRecordRemedies,
  ...efsRemedies,
  ...distributionRemedies,
  ...taskDefinitionRemedies,
  ...ecsServiceRemedies,
  ...cloudfrontFunctionRemedies,
  ...eksClusterRemedies,
  ...healthCheckRemedies,
  ...launchTemplateRemedies,
];
