import { referencesOf } from '../plan/diagram.ts';
import type { Template, TemplateResource } from '../plan/template.ts';
import type { Json, JsonObject } from '../task/json.ts';
import { adoptValue, type LeftAsIs, type Walk } from './adopt-value.ts';

/** A resource that is otherwise than its stack says, as a detection found it. */
export interface FoundResource {
  readonly logicalId: string;
  readonly status: 'MODIFIED' | 'DELETED';
  /** Properties as the stack expected them and as they are; null where AWS shows none. */
  readonly expected: JsonObject | null;
  readonly actual: JsonObject | null;
  /** Names of the properties that differ. */
  readonly names: readonly string[];
  /** Paths of values that look like secrets and are not told. */
  readonly withheld: readonly string[];
}

/** Something of a resource that stays as it is, and why. */
export interface LeftResource extends LeftAsIs {
  readonly logicalId: string;
}

/** A template that says what is there, as far as it can, and all that it can not say. */
export interface AdoptedTemplate {
  readonly template: Template;
  readonly left: readonly LeftResource[];
}

const UNTOLD = 'AWS does not show what is there';
const UNKNOWN = 'the template has no such resource';

const none = (logicalId: string, because: string): LeftResource => ({
  logicalId,
  path: '',
  because,
});

const adoptResource = (
  resource: TemplateResource,
  found: FoundResource,
): { readonly resource: TemplateResource; readonly left: readonly LeftAsIs[] } => {
  const { expected, actual, names, withheld } = found;
  if (expected === null || actual === null || names.length === 0) {
    return { resource, left: [{ path: '', because: UNTOLD }] };
  }
  const walk: Walk = { withheld: new Set(withheld), left: [] };
  const declared = resource.Properties ?? {};
  const next = new Map<string, Json>(Object.entries(declared));
  for (const name of names) {
    const sides = { declared: declared[name], expected: expected[name], actual: actual[name] };
    const value = adoptValue(walk, sides, `/${name}`);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return { resource: { ...resource, Properties: Object.fromEntries(next) }, left: walk.left };
};

const adoptChanged = (template: Template, changed: readonly FoundResource[]): AdoptedTemplate => {
  const left: LeftResource[] = [];
  const resources = new Map(Object.entries(template.Resources));
  for (const found of changed) {
    const { logicalId } = found;
    const resource = resources.get(logicalId);
    if (resource === undefined) left.push(none(logicalId, UNKNOWN));
    else {
      const adopted = adoptResource(resource, found);
      resources.set(logicalId, adopted.resource);
      left.push(...adopted.left.map((one) => ({ logicalId, ...one })));
    }
  }
  return { template: { ...template, Resources: Object.fromEntries(resources) }, left };
};

const listOf = (needs: TemplateResource['DependsOn']): readonly string[] =>
  typeof needs === 'string' ? [needs] : (needs ?? []);

/** A resource that does not wait any more for what is gone. */
const withoutWaiting = (
  resource: TemplateResource,
  gone: ReadonlySet<string>,
): TemplateResource => {
  const { DependsOn, ...rest } = resource;
  const waits = listOf(DependsOn).filter((id) => !gone.has(id));
  if (waits.length === listOf(DependsOn).length) return resource;
  return waits.length === 0 ? rest : { ...rest, DependsOn: waits };
};

const refersTo = (value: Json | undefined, gone: ReadonlySet<string>): boolean =>
  referencesOf(value).some((id) => gone.has(id));

/** Who still needs what is gone: a resource, or an output that other stacks read. */
const needersOf = (template: Template, gone: ReadonlySet<string>): ReadonlyMap<string, string> => {
  const needers = new Map<string, string>();
  for (const [id, { Properties, Metadata }] of Object.entries(template.Resources)) {
    if (gone.has(id)) continue;
    const needed = [...referencesOf(Properties), ...referencesOf(Metadata)];
    for (const name of needed) if (gone.has(name)) needers.set(name, id);
  }
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    if (output['Export'] === undefined) continue;
    for (const id of referencesOf(output)) if (gone.has(id)) needers.set(id, `output ${name}`);
  }
  return needers;
};

const withoutGone = (template: Template, gone: ReadonlySet<string>): Template => {
  const { Outputs, ...rest } = template;
  const kept = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const outputs = Object.entries(Outputs ?? {}).filter(([, one]) => !refersTo(one, gone));
  return {
    ...rest,
    Resources: Object.fromEntries(kept.map(([id, one]) => [id, withoutWaiting(one, gone)])),
    ...(outputs.length === 0 ? {} : { Outputs: Object.fromEntries(outputs) }),
  };
};

const EMPTY = 'nothing would be left in the stack: ask for the deletion of the stack in a task';

/** Takes deleted resources out, with outputs of theirs; not where something else needs them. */
const adoptDeleted = (
  { template, left }: AdoptedTemplate,
  deleted: readonly FoundResource[],
): AdoptedTemplate => {
  const gone = new Set(deleted.map(({ logicalId }) => logicalId));
  if (gone.size === 0) return { template, left };
  const needers = needersOf(template, gone);
  const reasons = [...gone].flatMap((id): readonly LeftResource[] => {
    const needer = needers.get(id);
    if (template.Resources[id] === undefined) return [none(id, UNKNOWN)];
    return needer === undefined ? [] : [none(id, `it is gone, and ${needer} needs it`)];
  });
  const next = withoutGone(template, gone);
  const isEmpty = Object.keys(next.Resources).length === 0;
  const more = isEmpty ? [...gone].map((id) => none(id, EMPTY)) : reasons;
  return more.length === 0 ? { template: next, left } : { template, left: [...left, ...more] };
};

/**
 * A template changed so that it says what is there: each drifted property with its actual value, a
 * deleted resource taken out. What can not be said stays as it is and is named. Pure.
 */
export const adoptTemplate = (
  template: Template,
  found: readonly FoundResource[],
): AdoptedTemplate => {
  const changed = found.filter(({ status }) => status === 'MODIFIED');
  const deleted = found.filter(({ status }) => status === 'DELETED');
  return adoptDeleted(adoptChanged(template, changed), deleted);
};
