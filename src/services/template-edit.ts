import { parseTemplate } from '../plan/parse-template.ts';
import type { Template, TemplateResource } from '../plan/template.ts';
import type { Json, JsonObject } from '../task/json.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, type Decided } from '../task/refusal.ts';

/** A template with one resource's properties set over the present ones. */
export const withProperties = (
  template: Template,
  logicalId: string,
  properties: JsonObject,
): Template => {
  const resource = template.Resources[logicalId];
  if (resource === undefined) return template;
  const next = { ...resource, Properties: { ...resource.Properties, ...properties } };
  return { ...template, Resources: { ...template.Resources, [logicalId]: next } };
};

/** A template with one resource more, or replaced. */
export const withResource = (
  template: Template,
  logicalId: string,
  resource: TemplateResource,
): Template => ({ ...template, Resources: { ...template.Resources, [logicalId]: resource } });

/** Properties of a resource; an empty object where it has none. */
export const propertiesOf = (template: Template, logicalId: string): JsonObject =>
  template.Resources[logicalId]?.Properties ?? {};

/** A logical id from words: letters and digits only, each word with a capital, at most 60. */
export const logicalIdOf = (text: string, suffix: string): string => {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${/^[0-9]/.test(joined) ? 'R' : ''}${joined.slice(0, 60)}${suffix}`;
};

/** Reads the body of a stack of ours: JSON that we wrote, or a template as it was given. */
export const parseOwnTemplate = (body: string): Decided<Template> => {
  const parsed = parseTemplate(body);
  return parsed.ok ? accepted(parsed.value.template) : parsed;
};

/** Names of top-level properties that are not equal before and after, sorted. */
export const changedNames = (before: JsonObject, after: JsonObject): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .sort();

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const operationOf = (name: string, before: Json | undefined, after: Json | undefined) => {
  const path = `/${escapePointer(name)}`;
  if (after === undefined) return { op: 'remove', path };
  return { op: before === undefined ? 'add' : 'replace', path, value: after };
};

/** RFC 6902 patch of top-level properties; empty when nothing changes. */
export const patchOf = (before: JsonObject, after: JsonObject): readonly JsonObject[] =>
  changedNames(before, after).map((name) => operationOf(name, before[name], after[name]));
