import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { keptResource } from '../guarding/kept.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const TRAIL_TEMPLATE_TYPES: readonly string[] = [
  'AWS::CloudTrail::Trail',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::IAM::Role',
];

const TYPE = 'AWS::CloudTrail::Trail';

const set = (item: string, properties: JsonObject): Remedy => ({
  item,
  type: TYPE,
  patch: (template, logicalId) => withProperties(template, logicalId, properties),
});

const lacks =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] === undefined;

/** The account may do everything with the key; CloudTrail only what it needs for its trails. */
const KEY_POLICY: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'Trail',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: ['kms:DescribeKey', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ],
};

const patchKey: Remedy['patch'] = (template, logicalId) => {
  const keyId = `${logicalId}Key`;
  const made = withResource(
    template,
    keyId,
    keptResource('AWS::KMS::Key', {
      Description: { 'Fn::Sub': 'Records of ${AWS::StackName}' },
      EnableKeyRotation: true,
      KeyPolicy: KEY_POLICY,
      Tags: retagged(template, logicalId, '-key'),
    }),
  );
  return withProperties(made, logicalId, { KMSKeyId: arnIn(keyId) });
};

/** CloudTrail writes streams of this one group and nothing else. */
const writerOf = (logsId: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: arnIn(logsId),
    },
  ],
});

const TRUST: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ],
};

const boundary = boundaryArn('${AWS::AccountId}');

const patchLogs: Remedy['patch'] = (template, logicalId) => {
  const logsId = `${logicalId}Logs`;
  const roleId = `${logicalId}Writer`;
  const key = propertiesOf(template, logicalId)['KMSKeyId'];
  const logs = withResource(template, logsId, {
    Type: 'AWS::Logs::LogGroup',
    Properties: {
      RetentionInDays: 365,
      ...(key === undefined ? {} : { KmsKeyId: key }),
      Tags: retagged(template, logicalId, '-logs'),
    },
  });
  const role = withResource(logs, roleId, {
    Type: 'AWS::IAM::Role',
    Properties: {
      Path: IAM_PATH,
      PermissionsBoundary: { 'Fn::Sub': boundary },
      AssumeRolePolicyDocument: TRUST,
      Policies: [{ PolicyName: 'write', PolicyDocument: writerOf(logsId) }],
      Tags: retagged(template, logicalId, '-writer'),
    },
  });
  return withProperties(role, logicalId, {
    CloudWatchLogsLogGroupArn: arnIn(logsId),
    CloudWatchLogsRoleArn: arnIn(roleId),
  });
};

/** In the order of application: the log group is encrypted with the key of the trail. */
export const trailRemedies: readonly Remedy[] = [
  set('CLOUDTRAIL-01', { IsMultiRegionTrail: true }),
  set('CLOUDTRAIL-02', { EnableLogFileValidation: true }),
  set('CLOUDTRAIL-05', { IsLogging: true }),
  {
    item: 'CLOUDTRAIL-03',
    type: TYPE,
    defaultFrom: 'staging',
    isNeeded: lacks('KMSKeyId'),
    patch: patchKey,
  },
  {
    item: 'CLOUDTRAIL-04',
    type: TYPE,
    defaultFrom: 'staging',
    isNeeded: lacks('CloudWatchLogsLogGroupArn'),
    patch: patchLogs,
  },
];
