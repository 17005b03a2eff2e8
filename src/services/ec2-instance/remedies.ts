import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { lacksBackupTag, patchBackupTag } from '../backup-tag.ts';
import { groupRemedies } from '../security-group/remedies.ts';
import type { Remedy } from '../service.ts';
import type { SubnetFact } from './facts-schema.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const EC2_TEMPLATE_TYPES = [
  'AWS::EC2::Instance',
  'AWS::EC2::SecurityGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Role',
  'AWS::CloudWatch::Alarm',
] as const;

const set =
  (properties: JsonObject) =>
  (template: Template, logicalId: string): Template =>
    withProperties(template, logicalId, properties);

const differs =
  (property: string, value: Json) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] !== value;

const encrypted = (device: Json): Json => {
  if (!isJsonObject(device) || !isJsonObject(device['Ebs'])) return device;
  return { ...device, Ebs: { ...device['Ebs'], Encrypted: true } };
};

const devicesOf = (template: Template, logicalId: string): readonly Json[] =>
  listOf(propertiesOf(template, logicalId)['BlockDeviceMappings']);

/** The root device of an image is not known offline: only devices that are named can be mended. */
const patchEncryption: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    BlockDeviceMappings: devicesOf(template, logicalId).map((device) => encrypted(device)),
  });

const IMDSV2 = {
  MetadataOptions: {
    HttpEndpoint: 'enabled',
    HttpPutResponseHopLimit: 1,
    HttpTokens: 'required',
  },
};

const lacksImdsV2 = (template: Template, logicalId: string): boolean => {
  const options = propertiesOf(template, logicalId)['MetadataOptions'];
  return !isJsonObject(options) || options['HttpTokens'] !== 'required';
};

const METRICS = {
  CPUUtilization: { Namespace: 'AWS/EC2', Statistic: 'Average', Threshold: 90 },
  StatusCheckFailed: { Namespace: 'AWS/EC2', Statistic: 'Maximum', Threshold: 0 },
  mem_used_percent: { Namespace: 'CWAgent', Statistic: 'Average', Threshold: 90 },
  disk_used_percent: { Namespace: 'CWAgent', Statistic: 'Maximum', Threshold: 85 },
} as const;

const alarmOf = (logicalId: string, metric: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the instance for 15 minutes`,
    MetricName: metric,
    Dimensions: [{ Name: 'InstanceId', Value: { Ref: logicalId } }],
    Period: 300,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
    ...rest,
  },
});

const patchAlarms: Remedy['patch'] = (template, logicalId) =>
  Object.entries(METRICS).reduce(
    (patched, [metric, rest]) =>
      withResource(
        patched,
        `${logicalId}${metric.replaceAll('_', '')}Alarm`,
        alarmOf(logicalId, metric, rest),
      ),
    template,
  );

const instance = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::EC2::Instance',
  ...remedy,
});

/** In the order of application; companions come last, so that they see the finished instance. */
export const ec2Remedies: readonly Remedy[] = [
  ...groupRemedies,
  instance({ item: 'EC2-03', patch: patchEncryption }),
  instance({
    item: 'EC2-13',
    defaultFrom: 'staging',
    isNeeded: lacksBackupTag,
    patch: patchBackupTag,
  }),
  instance({
    item: 'EC2-14',
    defaultFrom: 'staging',
    isNeeded: differs('Monitoring', true),
    patch: set({ Monitoring: true }),
  }),
  instance({
    item: 'EC2-16',
    defaultFrom: 'production',
    isNeeded: differs('DisableApiTermination', true),
    patch: set({ DisableApiTermination: true }),
  }),
  instance({
    item: 'EC2-17',
    defaultFrom: 'sandbox',
    isNeeded: lacksImdsV2,
    patch: set(IMDSV2),
  }),
  instance({ item: 'EC2-23', defaultFrom: 'production', patch: patchAlarms }),
];

/**
 * A second instance in another zone, and the zones of both written down, so that a reviewer sees
 * them. Only where the place of the first knows of another.
 */
export const twinRemedy = (subnet: SubnetFact, other: SubnetFact): Remedy =>
  instance({
    item: 'EC2-18',
    defaultFrom: 'production',
    isNeeded: (template, logicalId) =>
      !logicalId.endsWith('Twin') && propertiesOf(template, logicalId)['SubnetId'] !== undefined,
    patch: (template, logicalId) => {
      const first = template.Resources[logicalId];
      if (first === undefined) return template;
      const inZone = (more: JsonObject): TemplateResource => ({
        ...first,
        Properties: { ...first.Properties, ...more },
      });
      const own = inZone({ AvailabilityZone: subnet.zone });
      const twin = inZone({ AvailabilityZone: other.zone, SubnetId: other.id });
      return withResource(withResource(template, logicalId, own), `${logicalId}Twin`, twin);
    },
  });
