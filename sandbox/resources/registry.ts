import { alarm } from './alarm.ts';
import { budget } from './budget.ts';
import { CLOUDFRONT_ROWS } from './cloudfront.ts';
import { cdkMetadata } from './cdk.ts';
import { dashboard } from './dashboard.ts';
import { AUTO_SCALING_ROWS } from './auto-scaling.ts';
import { table } from './dynamodb.ts';
import { address } from './ec2-address.ts';
import { instance, securityGroup, volume } from './ec2.ts';
import { rule } from './events.ts';
import { accessKey, group, user } from './iam-people.ts';
import { ECS_ROWS } from './ecs.ts';
import { ECS_TASK_ROWS } from './ecs-tasks.ts';
import { EKS_ROWS } from './eks.ts';
import { EFS_ROWS } from './efs.ts';
import { iamPolicy, instanceProfile, managedPolicy, role } from './iam.ts';
import { key, keyAlias } from './kms.ts';
import { lambdaAlias, lambdaFunction, lambdaPermission, lambdaVersion } from './lambda.ts';
import { LOAD_BALANCING_ROWS } from './load-balancing.ts';
import { logGroup, metricFilter } from './logs.ts';
import { httpApi, httpIntegration, httpRoute, httpStage } from './http-api.ts';
import type { TypeModel, TypeRow } from './model.ts';
import { restApi, restDeployment, restMethod, restResource, restStage } from './rest-api.ts';
import { NETWORK_ROWS } from './network.ts';
import { RDS_ROWS } from './rds.ts';
import { healthCheck } from './route53-checks.ts';
import { hostedZone, logsResourcePolicy, recordSet } from './route53.ts';
import { bucket, bucketPolicy } from './s3.ts';
import { rotationSchedule, secret } from './secrets.ts';
import { propertiesOf } from './shape-check.ts';
import { subscription, topic, topicPolicy } from './sns.ts';
import { queue, queuePolicy } from './sqs.ts';
import { parameter } from './ssm.ts';
import { webAcl, webAclAssociation } from './web-acl.ts';
import { samplingRule, traceGroup } from './xray.ts';
import { channel, detector, hub, linkedRole, recorder, standard, trail } from './watchers.ts';

const ROWS: readonly TypeRow[] = [
  bucket,
  bucketPolicy,
  lambdaFunction,
  lambdaPermission,
  lambdaVersion,
  lambdaAlias,
  logGroup,
  metricFilter,
  role,
  managedPolicy,
  iamPolicy,
  instanceProfile,
  instance,
  securityGroup,
  volume,
  address,
  table,
  topic,
  topicPolicy,
  subscription,
  queue,
  queuePolicy,
  alarm,
  parameter,
  key,
  cdkMetadata,
  httpApi,
  httpStage,
  httpRoute,
  httpIntegration,
  rule,
  restApi,
  restResource,
  restMethod,
  restDeployment,
  restStage,
  webAcl,
  webAclAssociation,
  dashboard,
  ...LOAD_BALANCING_ROWS,
  keyAlias,
  secret,
  rotationSchedule,
  user,
  group,
  accessKey,
  ...NETWORK_ROWS,
  ...RDS_ROWS,
  ...AUTO_SCALING_ROWS,
  traceGroup,
  samplingRule,
  budget,
  hostedZone,
  recordSet,
  logsResourcePolicy,
  ...ECS_ROWS,
  trail,
  recorder,
  channel,
  linkedRole,
  detector,
  hub,
  standard,
  ...EFS_ROWS,
  ...CLOUDFRONT_ROWS,
  ...ECS_TASK_ROWS,
  ...EKS_ROWS,
  healthCheck,
];

const MODELS: readonly TypeModel[] = ROWS.map((row) => ({
  ...row,
  properties: propertiesOf(row.type),
}));

const BY_TYPE: ReadonlyMap<string, TypeModel> = new Map(MODELS.map((each) => [each.type, each]));

/** The model of a type; undefined for one the sandbox does not know. */
export const modelOf = (type: string): TypeModel | undefined => BY_TYPE.get(type);

/** Every type the sandbox can make. */
export const KNOWN_TYPES: readonly string[] = MODELS.map((each) => each.type);
