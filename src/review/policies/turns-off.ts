import { isJsonObject, type Json } from '../../task/json.ts';
import type { PlannedChange } from '../../plan/change.ts';

/** Table: members that turn something off when they change to one of the values. */
const SWITCHES: Readonly<
  Record<'watching' | 'backups', Readonly<Record<string, readonly string[]>>>
> = {
  watching: {
    IsLogging: ['false'],
    Enable: ['false'],
    EnableLogFileValidation: ['false'],
    IsMultiRegionTrail: ['false'],
    Status: ['DISABLED', 'SUSPENDED'],
  },
  backups: {
    PointInTimeRecoveryEnabled: ['false'],
    BackupRetentionPeriod: ['0'],
    DeletionProtectionEnabled: ['false'],
    DeletionProtection: ['false'],
    'VersioningConfiguration.Status': ['Suspended'],
    'BackupPolicy.Status': ['DISABLED'],
  },
};

/** Members of a value by their last names, and by their last two. */
const leaves = (value: Json | undefined, path: string): readonly (readonly [string, string])[] => {
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
  }
  return value === undefined || value === null
    ? []
    : [[path, JSON.stringify(value).replaceAll('"', '')]];
};

const endsWith = (path: string, name: string): boolean =>
  path === name || path.endsWith(`.${name}`);

const dotted = (path: string): string =>
  path.replace(/^\/?(Properties\/)?/, '').replaceAll('/', '.');

/**
 * What a change of something that exists turns off, in words. A member that is removed counts:
 * defaults are off. What AWS did not show of a change is not judged here.
 */
export const turnsOff = (
  change: PlannedChange,
  kind: 'watching' | 'backups',
): string | undefined => {
  if (change.action !== 'change' && change.action !== 'replace') return undefined;
  for (const [name, values] of Object.entries(SWITCHES[kind])) {
    for (const property of change.properties) {
      const path = dotted(property.path);
      const before = leaves(property.before, path).find(([at]) => endsWith(at, name));
      const after = leaves(property.after, path).find(([at]) => endsWith(at, name));
      const wasOn = before !== undefined && !values.some((off) => off === before[1]);
      const isOff = after === undefined ? wasOn : values.some((off) => off === after[1]);
      if (isOff && (wasOn || before === undefined)) return `${name} would be turned off`;
    }
  }
  return undefined;
};
