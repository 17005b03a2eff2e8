import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { propertiesOf } from '../template-edit.ts';

const tagged = (tags: Json | undefined): string | undefined => {
  const row = listOf(tags).find((tag) => isJsonObject(tag) && tag['Key'] === 'Name');
  const value = isJsonObject(row) ? row['Value'] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** What a resource of a template is called: its own name, else its tag, else its id there. */
export const nameIn = (template: Template, logicalId: string): string => {
  const properties = propertiesOf(template, logicalId);
  const own = properties['GroupName'];
  if (typeof own === 'string') return own;
  return tagged(properties['Tags']) ?? logicalId;
};
