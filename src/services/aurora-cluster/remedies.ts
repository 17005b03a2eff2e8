import type { Template, TemplateResource } from '../../plan/template.ts';
import { lacksBackupTag, patchBackupTag } from '../backup-tag.ts';
import {
  differs,
  keepsLess,
  lacks,
  patchLogs,
  patchMonitoring,
  patchPassword,
  patchStorageKey,
  set,
} from '../databases/remedies.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withResource } from '../template-edit.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const AURORA_TEMPLATE_TYPES: readonly string[] = [
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
];

const cluster = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::RDS::DBCluster',
  ...remedy,
});

const backups = (item: string, days: number, defaultFrom: Remedy['defaultFrom']): Remedy =>
  cluster({
    item,
    ...(defaultFrom === undefined ? {} : { defaultFrom }),
    isNeeded: keepsLess(days),
    patch: set({ BackupRetentionPeriod: days }),
  });

const passwordIsGiven = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['MasterUserPassword'] !== undefined ||
  differs('ManageMasterUserPassword', true)(template, logicalId);

const membersIn = (template: Template): readonly (readonly [string, TemplateResource])[] =>
  Object.entries(template.Resources).filter(([, one]) => one.Type === 'AWS::RDS::DBInstance');

/** A second instance like the first: it takes over where the zone of the first is lost. */
const patchMember: Remedy['patch'] = (template) => {
  const [first] = membersIn(template);
  if (first === undefined) return template;
  const [id, resource] = first;
  const name = propertiesOf(template, id)['DBInstanceIdentifier'];
  const next = typeof name === 'string' ? name.replace(/1$/, '2') : '';
  const Properties = { ...resource.Properties, DBInstanceIdentifier: next };
  return withResource(template, id.replace(/1$/, '2'), { ...resource, Properties });
};

/** In the order of application; what looks at instances comes after the second one is there. */
export const auroraRemedies: readonly Remedy[] = [
  cluster({
    item: 'RDS-31',
    defaultFrom: 'staging',
    isNeeded: (template) => membersIn(template).length === 1,
    patch: patchMember,
  }),
  cluster({
    item: 'RDS-01',
    isNeeded: differs('StorageEncrypted', true),
    patch: set({ StorageEncrypted: true }),
  }),
  cluster({ item: 'RDS-04', isNeeded: passwordIsGiven, patch: patchPassword }),
  cluster({ item: 'RDS-25', isNeeded: passwordIsGiven, patch: patchPassword }),
  backups('RDS-06', 1, undefined),
  backups('RDS-12', 7, 'staging'),
  backups('RDS-18', 14, 'production'),
  cluster({
    item: 'RDS-10',
    defaultFrom: 'staging',
    isNeeded: lacks('KmsKeyId'),
    patch: patchStorageKey,
  }),
  cluster({
    item: 'RDS-16',
    defaultFrom: 'production',
    isNeeded: lacks('KmsKeyId'),
    patch: patchStorageKey,
  }),
  cluster({
    item: 'RDS-15',
    defaultFrom: 'staging',
    isNeeded: differs('DeletionProtection', true),
    patch: set({ DeletionProtection: true }),
  }),
  cluster({ item: 'RDS-17', patch: set({ EnableIAMDatabaseAuthentication: true }) }),
  cluster({
    item: 'RDS-19',
    defaultFrom: 'production',
    isNeeded: lacksBackupTag,
    patch: patchBackupTag,
  }),
  cluster({ item: 'RDS-21', defaultFrom: 'production', patch: patchLogs }),
  cluster({ item: 'RDS-32', patch: set({ CopyTagsToSnapshot: true }) }),
];

/** What the tier asks of each instance of a cluster. */
export const memberRemedies: readonly Remedy[] = [
  {
    item: 'RDS-13',
    type: 'AWS::RDS::DBInstance',
    defaultFrom: 'staging',
    isNeeded: lacks('MonitoringInterval'),
    patch: patchMonitoring,
  },
  {
    item: 'RDS-14',
    type: 'AWS::RDS::DBInstance',
    defaultFrom: 'staging',
    patch: set({ EnablePerformanceInsights: true }),
  },
  {
    item: 'RDS-20',
    type: 'AWS::RDS::DBInstance',
    defaultFrom: 'production',
    patch: set({ EnablePerformanceInsights: true, PerformanceInsightsRetentionPeriod: 7 }),
  },
];
