import type { Template, TemplateResource } from '../../plan/template.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import { BOUNDARY_NAME, IAM_PATH } from '../acts.ts';
import { textIn } from '../compare.ts';
import { withOwnKey } from '../companions/own-key.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { engineOf } from './engines.ts';

/** Sets properties of a resource, whatever they were. */
export const set =
  (properties: JsonObject): Remedy['patch'] =>
  (template, logicalId) =>
    withProperties(template, logicalId, properties);

/** True where a property has another value, or none. */
export const differs =
  (property: string, value: Json) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] !== value;

/** True where a property is not set. */
export const lacks =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] === undefined;

/** True where backups are kept for fewer days, or nobody says for how many. */
export const keepsLess =
  (days: number) =>
  (template: Template, logicalId: string): boolean => {
    const kept = Number(propertiesOf(template, logicalId)['BackupRetentionPeriod'] ?? 0);
    return !(kept >= days);
  };

/** RDS makes the password and rotates it; none stands in the template. */
export const patchPassword: Remedy['patch'] = (template, logicalId) => {
  const resource = template.Resources[logicalId];
  if (resource === undefined) return template;
  const { MasterUserPassword: _gone, ...rest } = propertiesOf(template, logicalId);
  const Properties = { ...rest, ManageMasterUserPassword: true };
  return withResource(template, logicalId, { ...resource, Properties });
};

/** A key of its own for the storage. */
export const patchStorageKey: Remedy['patch'] = (template, logicalId) => {
  const made = withOwnKey(template, logicalId, 'Storage');
  return withProperties(made.template, logicalId, { StorageEncrypted: true, KmsKeyId: made.arn });
};

const MONITORING = 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';

const monitoringRole = (template: Template, logicalId: string): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: IAM_PATH,
    PermissionsBoundary: {
      'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:policy/${BOUNDARY_NAME}`,
    },
    Description: 'Writes the metrics of Enhanced Monitoring',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'monitoring.rds.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    },
    ManagedPolicyArns: [MONITORING],
    Tags: retagged(template, logicalId, '-monitoring'),
  },
});

/** Looks at the machine every minute, by a role of its own. */
export const patchMonitoring: Remedy['patch'] = (template, logicalId) => {
  const roleId = 'MonitoringRole';
  const made =
    template.Resources[roleId] === undefined
      ? withResource(template, roleId, monitoringRole(template, logicalId))
      : template;
  return withProperties(made, logicalId, {
    MonitoringInterval: 60,
    MonitoringRoleArn: arnIn(roleId),
  });
};

/** The audit logs of the engine, where it is one that is known. */
export const patchLogs: Remedy['patch'] = (template, logicalId) => {
  const engine = engineOf(textIn(propertiesOf(template, logicalId)['Engine']));
  return withProperties(template, logicalId, {
    EnableCloudwatchLogsExports: engine?.auditLogs ?? ['audit'],
  });
};

const GB = 1024 ** 3;

const METRICS = {
  CPUUtilization: { Statistic: 'Average', Threshold: 80, isOver: true },
  FreeStorageSpace: { Statistic: 'Minimum', Threshold: 2 * GB, isOver: false },
  DatabaseConnections: { Statistic: 'Average', Threshold: 500, isOver: true },
} as const;

const alarmOf = (logicalId: string, metric: keyof typeof METRICS): TemplateResource => {
  const { isOver, ...rest } = METRICS[metric];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: `${metric} of the database for 15 minutes`,
      Namespace: 'AWS/RDS',
      MetricName: metric,
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: { Ref: logicalId } }],
      Period: 300,
      EvaluationPeriods: 3,
      ComparisonOperator: isOver ? 'GreaterThanThreshold' : 'LessThanThreshold',
      TreatMissingData: 'breaching',
      ...rest,
    },
  };
};

/** Alarms on processor, storage and connections. */
export const patchDatabaseAlarms: Remedy['patch'] = (template, logicalId) =>
  (['CPUUtilization', 'FreeStorageSpace', 'DatabaseConnections'] as const).reduce(
    (patched, metric) =>
      withResource(patched, `${logicalId}${metric}Alarm`, alarmOf(logicalId, metric)),
    template,
  );
