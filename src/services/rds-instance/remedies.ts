import type { Template } from '../../plan/template.ts';
import { lacksBackupTag, patchBackupTag } from '../backup-tag.ts';
import {
  differs,
  keepsLess,
  lacks,
  patchDatabaseAlarms,
  patchLogs,
  patchMonitoring,
  patchPassword,
  patchStorageKey,
  set,
} from '../databases/remedies.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf } from '../template-edit.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const RDS_TEMPLATE_TYPES: readonly string[] = [
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::EC2::SecurityGroup',
  'AWS::CloudWatch::Alarm',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
];

/** What a member of a cluster or a replica has from elsewhere is not set on it. */
const isWhole = (template: Template, logicalId: string): boolean =>
  lacks('DBClusterIdentifier')(template, logicalId) &&
  lacks('SourceDBInstanceIdentifier')(template, logicalId);

const instance = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::RDS::DBInstance',
  ...remedy,
});

const whole = (remedy: Omit<Remedy, 'type'>): Remedy =>
  instance({
    ...remedy,
    isNeeded: (template, logicalId) =>
      isWhole(template, logicalId) && (remedy.isNeeded?.(template, logicalId) ?? true),
  });

const backups = (item: string, days: number, defaultFrom: Remedy['defaultFrom']): Remedy =>
  instance({
    item,
    ...(defaultFrom === undefined ? {} : { defaultFrom }),
    isNeeded: (template, logicalId) =>
      lacks('DBClusterIdentifier')(template, logicalId) && keepsLess(days)(template, logicalId),
    patch: set({ BackupRetentionPeriod: days }),
  });

const passwordIsGiven = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['MasterUserPassword'] !== undefined ||
  differs('ManageMasterUserPassword', true)(template, logicalId);

/** In the order of application; alarms come last, so that they see the finished instance. */
export const rdsRemedies: readonly Remedy[] = [
  whole({
    item: 'RDS-01',
    isNeeded: differs('StorageEncrypted', true),
    patch: set({ StorageEncrypted: true }),
  }),
  instance({
    item: 'RDS-02',
    isNeeded: differs('PubliclyAccessible', false),
    patch: set({ PubliclyAccessible: false }),
  }),
  whole({ item: 'RDS-04', isNeeded: passwordIsGiven, patch: patchPassword }),
  whole({ item: 'RDS-25', isNeeded: passwordIsGiven, patch: patchPassword }),
  backups('RDS-06', 1, undefined),
  backups('RDS-12', 7, 'staging'),
  backups('RDS-18', 14, 'production'),
  whole({
    item: 'RDS-10',
    defaultFrom: 'staging',
    isNeeded: lacks('KmsKeyId'),
    patch: patchStorageKey,
  }),
  whole({
    item: 'RDS-16',
    defaultFrom: 'production',
    isNeeded: lacks('KmsKeyId'),
    patch: patchStorageKey,
  }),
  whole({
    item: 'RDS-11',
    defaultFrom: 'staging',
    isNeeded: differs('MultiAZ', true),
    patch: set({ MultiAZ: true }),
  }),
  instance({
    item: 'RDS-13',
    defaultFrom: 'staging',
    isNeeded: lacks('MonitoringInterval'),
    patch: patchMonitoring,
  }),
  instance({
    item: 'RDS-14',
    defaultFrom: 'staging',
    isNeeded: differs('EnablePerformanceInsights', true),
    patch: set({ EnablePerformanceInsights: true }),
  }),
  instance({
    item: 'RDS-20',
    defaultFrom: 'production',
    patch: set({ EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 7 }),
  }),
  whole({
    item: 'RDS-15',
    defaultFrom: 'staging',
    isNeeded: differs('DeletionProtection', true),
    patch: set({ DeletionProtection: true }),
  }),
  whole({ item: 'RDS-17', patch: set({ EnableIAMDatabaseAuthentication: true }) }),
  whole({
    item: 'RDS-19',
    defaultFrom: 'production',
    isNeeded: lacksBackupTag,
    patch: patchBackupTag,
  }),
  whole({ item: 'RDS-21', defaultFrom: 'production', patch: patchLogs }),
  instance({ item: 'RDS-29', patch: set({ AutoMinorVersionUpgrade: true }) }),
  whole({ item: 'RDS-32', patch: set({ CopyTagsToSnapshot: true }) }),
  whole({ item: 'RDS-22', defaultFrom: 'production', patch: patchDatabaseAlarms }),
];
