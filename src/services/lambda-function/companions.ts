import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { arnIn, retagged, withStatement } from './own-role.ts';

const KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** A key of its own for the environment, which only the function's role decrypts with. */
export const patchKey = (template: Template, logicalId: string): Template => {
  const keyId = `${logicalId}Key`;
  const made = withResource(template, keyId, {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: { 'Fn::Sub': 'Environment of ${AWS::StackName}' },
      EnableKeyRotation: true,
      KeyPolicy: KEY_POLICY,
      Tags: retagged(template, logicalId, '-key'),
    },
  });
  const allowed = withStatement(made, logicalId, {
    Sid: 'OwnEnvironment',
    Effect: 'Allow',
    Action: ['kms:Decrypt'],
    Resource: arnIn(keyId),
  });
  return withProperties(allowed, logicalId, { KmsKeyArn: arnIn(keyId) });
};

/** Callers name the alias, so that a new version can be given a part of the traffic. */
export const patchAlias = (template: Template, logicalId: string): Template => {
  const versionId = `${logicalId}Version`;
  const made = withResource(template, versionId, {
    Type: 'AWS::Lambda::Version',
    Properties: { FunctionName: { Ref: logicalId } },
  });
  return withResource(made, `${logicalId}Live`, {
    Type: 'AWS::Lambda::Alias',
    Properties: {
      FunctionName: { Ref: logicalId },
      FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] },
      Name: 'live',
    },
  });
};

const ALARMS = {
  Errors: { Statistic: 'Sum', Threshold: 0 },
  Throttles: { Statistic: 'Sum', Threshold: 0 },
} as const;

const alarm = (logicalId: string, metric: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the function for 15 minutes`,
    Namespace: 'AWS/Lambda',
    MetricName: metric,
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: logicalId } }],
    Period: 300,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...rest,
  },
});

/** Duration alarms at four fifths of the timeout. */
const durationRows = (template: Template, logicalId: string): JsonObject => {
  const timeout = propertiesOf(template, logicalId)['Timeout'];
  const seconds = typeof timeout === 'number' ? timeout : 30;
  return { Statistic: 'Maximum', Threshold: seconds * 800 };
};

/** Alarms on errors, throttles and a duration near the timeout. */
export const patchAlarms = (template: Template, logicalId: string): Template => {
  const rows = { ...ALARMS, Duration: durationRows(template, logicalId) };
  return Object.entries(rows).reduce(
    (patched, [metric, rest]) =>
      withResource(patched, `${logicalId}${metric}Alarm`, alarm(logicalId, metric, rest)),
    template,
  );
};

const logGroupId = (template: Template): string | undefined =>
  Object.entries(template.Resources).find(([, one]) => one.Type === 'AWS::Logs::LogGroup')?.[0];

/** A metric of the lines that speak of an error, where the log group is in the template. */
export const patchMetricFilter = (template: Template, logicalId: string): Template => {
  const logs = logGroupId(template);
  if (logs === undefined) return template;
  return withResource(template, `${logicalId}ErrorLines`, {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: logs },
      FilterPattern: '?ERROR ?Error ?Exception',
      MetricTransformations: [
        {
          MetricName: { 'Fn::Sub': `\${${logicalId}}-error-lines` },
          MetricNamespace: 'Coworker/Lambda',
          MetricValue: '1',
          DefaultValue: 0,
        },
      ],
    },
  });
};
