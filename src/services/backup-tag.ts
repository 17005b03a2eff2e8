import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json } from '../task/json.ts';
import { listOf } from './acts.ts';
import type { Remedy } from './service.ts';
import { propertiesOf, withProperties } from './template-edit.ts';

const BACKUP_TAG = { Key: 'Backup', Value: 'daily' };

const tagsOf = (template: Template, logicalId: string): readonly Json[] =>
  listOf(propertiesOf(template, logicalId)['Tags']);

const isBackupTag = (tag: Json): boolean => isJsonObject(tag) && tag['Key'] === BACKUP_TAG.Key;

/** True where no backup plan selects a resource by its tag. */
export const lacksBackupTag = (template: Template, logicalId: string): boolean =>
  !tagsOf(template, logicalId).some((tag) => isBackupTag(tag));

/** Backup plans of AWS select by tag; the plan itself belongs to the account, not to a stack. */
export const patchBackupTag: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    Tags: [...tagsOf(template, logicalId).filter((tag) => !isBackupTag(tag)), BACKUP_TAG],
  });
