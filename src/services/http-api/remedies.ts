import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { tagList } from '../tags.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { ACCESS_LOG_FORMAT, ACCESS_LOG_DAYS, logTags } from '../apis/access-log.ts';

/** Every type that the service's own templates may hold. */
export const HTTP_API_TEMPLATE_TYPES: readonly string[] = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::CloudWatch::Alarm',
];

const STAGE = 'AWS::ApiGatewayV2::Stage';
const API = 'AWS::ApiGatewayV2::Api';

/** Enough for a start and little enough for one function; people ask for what they need. */
const RATE = 100;
const BURST = 200;

const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

const limitsIn = (template: Template, logicalId: string): JsonObject =>
  objectIn(propertiesOf(template, logicalId)['DefaultRouteSettings']);

const patchLimits: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    DefaultRouteSettings: {
      ThrottlingRateLimit: RATE,
      ThrottlingBurstLimit: BURST,
      ...limitsIn(template, logicalId),
    },
  });

const lacksLimits: NonNullable<Remedy['isNeeded']> = (template, logicalId) =>
  limitsIn(template, logicalId)['ThrottlingRateLimit'] === undefined ||
  limitsIn(template, logicalId)['ThrottlingBurstLimit'] === undefined;

const patchAccessLog: Remedy['patch'] = (template, logicalId) => {
  const logsId = `${logicalId}AccessLog`;
  const made = withResource(template, logsId, {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      LogGroupName: { 'Fn::Sub': `/aws/vendedlogs/apis/\${AWS::StackName}` },
      RetentionInDays: ACCESS_LOG_DAYS,
      Tags: tagList(logTags(propertiesOf(template, logicalId)['Tags'])),
    },
  });
  return withProperties(made, logicalId, {
    AccessLogSettings: { DestinationArn: arnIn(logsId), Format: ACCESS_LOG_FORMAT },
  });
};

const asksNobody: NonNullable<Remedy['isNeeded']> = (template, logicalId) => {
  const found = propertiesOf(template, logicalId)['AuthorizationType'];
  return found === undefined || found === 'NONE';
};

const alarm = (apiId: string, metric: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the API for 15 minutes`,
    Namespace: 'AWS/ApiGateway',
    MetricName: metric,
    Dimensions: [{ Name: 'ApiId', Value: { Ref: apiId } }],
    Period: 300,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...rest,
  },
});

const patchAlarms: Remedy['patch'] = (template, apiId) =>
  withResource(
    withResource(
      template,
      `${apiId}ErrorAlarm`,
      alarm(apiId, '5xx', { Statistic: 'Average', Threshold: 0.05 }),
    ),
    `${apiId}LatencyAlarm`,
    alarm(apiId, 'Latency', { Statistic: 'Average', Threshold: 3000 }),
  );

/** In the order of application. */
export const httpApiRemedies: readonly Remedy[] = [
  {
    item: 'APIGW-02',
    type: 'AWS::ApiGatewayV2::Route',
    defaultFrom: 'sandbox',
    isNeeded: asksNobody,
    patch: (template, logicalId) =>
      withProperties(template, logicalId, { AuthorizationType: 'AWS_IAM' }),
  },
  {
    item: 'APIGW-07',
    type: STAGE,
    defaultFrom: 'sandbox',
    isNeeded: (template, logicalId) =>
      propertiesOf(template, logicalId)['AccessLogSettings'] === undefined,
    patch: patchAccessLog,
  },
  {
    item: 'APIGW-11',
    type: STAGE,
    defaultFrom: 'sandbox',
    isNeeded: lacksLimits,
    patch: patchLimits,
  },
  { item: 'APIGW-14', type: API, defaultFrom: 'production', patch: patchAlarms },
];
