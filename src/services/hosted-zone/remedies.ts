import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const HOSTED_ZONE_TEMPLATE_TYPES: readonly string[] = [
  'AWS::Route53::HostedZone',
  'AWS::Logs::LogGroup',
  'AWS::Logs::ResourcePolicy',
];

const QUERY_LOG_DAYS = 30;

/** Route 53 may write to this log group only, and only what zones of this account were asked. */
const writePolicy = (logsId: string): JsonObject => ({
  'Fn::Sub': JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'QueryLog',
        Effect: 'Allow',
        Principal: { Service: 'route53.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `\${${logsId}.Arn}`,
        Condition: { StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' } },
      },
    ],
  }),
});

const logTags = (template: Template, zoneId: string): readonly JsonObject[] =>
  listOf(propertiesOf(template, zoneId)['HostedZoneTags'])
    .filter(isJsonObject)
    .map((tag) =>
      tag['Key'] === 'Name' ? { Key: 'Name', Value: `${textIn(tag['Value'])}-queries` } : tag,
    );

const patchQueryLog: Remedy['patch'] = (template, zoneId) => {
  const [logsId, policyId] = [`${zoneId}Queries`, `${zoneId}QueriesPolicy`];
  const name = textIn(propertiesOf(template, zoneId)['Name']);
  const logged = withResource(template, logsId, {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      LogGroupName: `/aws/route53/${name}`,
      RetentionInDays: QUERY_LOG_DAYS,
      Tags: logTags(template, zoneId),
    },
  });
  const allowed = withResource(logged, policyId, {
    Type: 'AWS::Logs::ResourcePolicy',
    Properties: {
      PolicyName: { 'Fn::Sub': `\${AWS::StackName}-queries` },
      PolicyDocument: writePolicy(logsId),
    },
  });
  const zone = { ...allowed.Resources[zoneId], DependsOn: policyId };
  return withProperties(
    withResource(allowed, zoneId, { Type: 'AWS::Route53::HostedZone', ...zone }),
    zoneId,
    { QueryLoggingConfig: { CloudWatchLogsLogGroupArn: arnIn(logsId) } },
  );
};

/** In the order of application. */
export const hostedZoneRemedies: readonly Remedy[] = [
  {
    item: 'ROUTE53-01',
    type: 'AWS::Route53::HostedZone',
    defaultFrom: 'staging',
    isNeeded: (template, id) =>
      propertiesOf(template, id)['VPCs'] === undefined &&
      propertiesOf(template, id)['QueryLoggingConfig'] === undefined,
    patch: patchQueryLog,
  },
];
