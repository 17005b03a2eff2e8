import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { ACCESS_LOG_DAYS, ACCESS_LOG_FORMAT, logTags } from '../apis/access-log.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { tagList } from '../tags.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { withWebAcl } from '../web-acl/web-acl.ts';
import { settingsOf, withSettings } from './template.ts';

/** Every type that the service's own templates may hold. */
export const REST_API_TEMPLATE_TYPES: readonly string[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Stage',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::CloudWatch::Alarm',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
];

const STAGE = 'AWS::ApiGateway::Stage';
const API = 'AWS::ApiGateway::RestApi';

/** Enough for a start and little enough for one function; people ask for what they need. */
const LIMITS = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };

type Needed = NonNullable<Remedy['isNeeded']>;

const lacksSetting =
  (...names: readonly string[]): Needed =>
  (template, stageId) =>
    names.some((name) => settingsOf(template, stageId)[name] === undefined);

const asksNobody: Needed = (template, methodId) => {
  const { AuthorizationType, HttpMethod } = propertiesOf(template, methodId);
  return HttpMethod !== 'OPTIONS' && (AuthorizationType ?? 'NONE') === 'NONE';
};

const patchAccessLog: Remedy['patch'] = (template, stageId) => {
  const logsId = `${stageId}AccessLog`;
  const made = withResource(template, logsId, {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      LogGroupName: { 'Fn::Sub': `/aws/apigateway/\${AWS::StackName}` },
      RetentionInDays: ACCESS_LOG_DAYS,
      Tags: tagList(logTags(propertiesOf(template, stageId)['Tags'])),
    },
  });
  return withProperties(made, stageId, {
    AccessLogSetting: { DestinationArn: arnIn(logsId), Format: ACCESS_LOG_FORMAT },
  });
};

const stageArn = (template: Template, stageId: string): JsonObject => {
  const api = propertiesOf(template, stageId)['RestApiId'] ?? '';
  return {
    'Fn::Sub': [
      `arn:aws:apigateway:\${AWS::Region}::/restapis/\${Api}/stages/\${${stageId}}`,
      { Api: api },
    ],
  };
};

const hasWebAcl = (template: Template): boolean =>
  Object.values(template.Resources).some(({ Type }) => Type === 'AWS::WAFv2::WebACLAssociation');

const patchWebAcl: Remedy['patch'] = (template, stageId) => {
  const aclId = `${stageId}WebAcl`;
  const tags = retagged(template, stageId, '-web-acl');
  return withResource(
    withWebAcl(template, aclId, { scope: 'REGIONAL', tags }),
    `${aclId}Association`,
    {
      Type: 'AWS::WAFv2::WebACLAssociation',
      Properties: { ResourceArn: stageArn(template, stageId), WebACLArn: arnIn(aclId) },
    },
  );
};

const alarm = (name: unknown, metric: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the API for 15 minutes`,
    Namespace: 'AWS/ApiGateway',
    MetricName: metric,
    Dimensions: [{ Name: 'ApiName', Value: typeof name === 'string' ? name : '' }],
    Period: 300,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...rest,
  },
});

const patchAlarms: Remedy['patch'] = (template, apiId) => {
  const name = propertiesOf(template, apiId)['Name'];
  const errors = alarm(name, '5XXError', { Statistic: 'Average', Threshold: 0.05 });
  const latency = alarm(name, 'Latency', { Statistic: 'Average', Threshold: 3000 });
  return withResource(
    withResource(template, `${apiId}ErrorAlarm`, errors),
    `${apiId}LatencyAlarm`,
    latency,
  );
};

const stage = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: STAGE, ...remedy });

/** In the order of application. */
export const restApiRemedies: readonly Remedy[] = [
  {
    item: 'APIGW-01',
    type: 'AWS::ApiGateway::Method',
    defaultFrom: 'sandbox',
    isNeeded: asksNobody,
    patch: (template, id) => withProperties(template, id, { AuthorizationType: 'AWS_IAM' }),
  },
  stage({
    item: 'APIGW-06',
    defaultFrom: 'sandbox',
    isNeeded: (template, id) => propertiesOf(template, id)['AccessLogSetting'] === undefined,
    patch: patchAccessLog,
  }),
  stage({
    item: 'APIGW-08',
    defaultFrom: 'development',
    isNeeded: lacksSetting('LoggingLevel'),
    patch: (template, id) => withSettings(template, id, { LoggingLevel: 'ERROR' }),
  }),
  stage({
    item: 'APIGW-10',
    defaultFrom: 'development',
    isNeeded: (template, id) => propertiesOf(template, id)['TracingEnabled'] === undefined,
    patch: (template, id) => withProperties(template, id, { TracingEnabled: true }),
  }),
  stage({
    item: 'APIGW-11',
    defaultFrom: 'sandbox',
    isNeeded: lacksSetting('ThrottlingRateLimit', 'ThrottlingBurstLimit'),
    patch: (template, id) => withSettings(template, id, { ...LIMITS, ...settingsOf(template, id) }),
  }),
  stage({
    item: 'APIGW-13',
    defaultFrom: 'production',
    isNeeded: (template) => !hasWebAcl(template),
    patch: patchWebAcl,
  }),
  { item: 'APIGW-14', type: API, defaultFrom: 'production', patch: patchAlarms },
];

/** True for a template whose stages write logs, for which API Gateway needs a role. */
export const writesLogs = (template: Template): boolean =>
  Object.values(template.Resources).some(({ Type, Properties = {} }) => {
    if (Type !== STAGE) return false;
    const levels = listOf(Properties['MethodSettings']).map(
      (row) => (row as JsonObject)['LoggingLevel'] ?? 'OFF',
    );
    return Properties['AccessLogSetting'] !== undefined || levels.some((one) => one !== 'OFF');
  });
