import type { ChangeStep } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';

const isIndex = (key: string | undefined): boolean => key === '-' || /^[0-9]+$/.test(key ?? '');

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** Puts a value at a path. Lists grow by one for each member, wherever it is put. */
const put = (into: Json | undefined, path: readonly string[], value: Json): Json => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isIndex(key)) {
    const list = Array.isArray(into) ? (into as readonly Json[]) : [];
    return [...list, put(undefined, rest, value)];
  }
  const map = isJsonObject(into) ? into : {};
  const own = Object.hasOwn(map, key) ? map[key] : undefined;
  return { ...map, [key]: put(own, rest, value) };
};

const setBy = (properties: JsonObject, operation: JsonObject): JsonObject => {
  const { op, path, value } = operation;
  if ((op !== 'add' && op !== 'replace') || typeof path !== 'string') return properties;
  const keys = path.split('/').slice(1).map(unescaped);
  const patched = put(properties, keys, value ?? null);
  return isJsonObject(patched) ? patched : properties;
};

/** The id under which the resource of a direct change is judged. */
export const changedId = (step: ChangeStep): string =>
  step.changes[0]?.logicalId ?? step.identifier;

/**
 * What a direct change puts in place, as a template of one resource: only what the patch sets, for
 * the rest of the resource is not part of the change.
 */
export const patchedTemplate = (step: ChangeStep): Template => ({
  Resources: {
    [changedId(step)]: { Type: step.typeName, Properties: step.patch.reduce(setBy, {}) },
  },
});

/** The same resource before anything was set. */
export const unpatchedTemplate = (step: ChangeStep): Template => ({
  Resources: { [changedId(step)]: { Type: step.typeName } },
});
