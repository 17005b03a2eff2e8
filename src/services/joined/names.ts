import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { propertiesOf } from '../template-edit.ts';
import { typeTableOf } from '../type-tables.ts';

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The tag `Name` of a list of tags, or of a map of them. */
const tagged = (tags: Json | undefined): string | undefined => {
  if (tags !== undefined && isJsonObject(tags)) return textOf(tags['Name']);
  const row = listOf(tags).find((tag) => isJsonObject(tag) && tag['Key'] === 'Name');
  return isJsonObject(row) ? textOf(row['Value']) : undefined;
};

const lastOf = (type: string): string => type.split('::').at(-1) ?? type;

/** What a resource of a template is called: its own name, else its tag, else its id there. */
export const nameIn = (template: Template, logicalId: string): string => {
  const properties = propertiesOf(template, logicalId);
  const type = template.Resources[logicalId]?.Type ?? '';
  const fixed = typeTableOf(type)?.nameProperty;
  const own = fixed === undefined ? undefined : textOf(properties[fixed]);
  const byKind = textOf(properties[`${lastOf(type)}Name`]);
  return own ?? byKind ?? tagged(properties['Tags']) ?? logicalId;
};

/** Words that AWS runs together or writes small, as people write them. */
const SPELLED: Readonly<Record<string, string>> = {
  addon: 'add-on',
  nodegroup: 'node group',
  'nat gateway': 'NAT gateway',
};

/** `NatGateway` as people write it, and `VPCEndpoint`. */
export const kindOf = (type: string): string => {
  const words = lastOf(type)
    .replaceAll(/([a-z])(?=[A-Z])/g, '$1 ')
    .replaceAll(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .replaceAll(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
  return SPELLED[words] ?? words;
};
