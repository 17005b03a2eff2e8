import type { JsonObject } from '../../task/json.ts';
import type { Template, TemplateResource } from '../../plan/template.ts';
import { decideConditions, isLeafCondition } from './conditions.ts';
import { parametersOf } from './parameters.ts';
import { resolveValue, type Scope } from './resolve.ts';
import { isMap, type Value } from './value.ts';

/** One resource with its properties resolved as far as possible. */
export interface ModelResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Value;
  readonly metadata: Value;
  /** What AWS calls it, of what runs; a template does not know. */
  readonly physicalId?: string;
  /** Of a launch template, the versions that these properties are of; absent for any. */
  readonly versions?: readonly string[];
  /** False when a condition that is not known decides whether it exists at all. */
  readonly isCertain: boolean;
}

/** A template as the checks see it: in one world, where every decided condition holds. */
export interface TemplateModel {
  readonly template: Template;
  readonly resources: ReadonlyMap<string, ModelResource>;
}

/** What is known beside the template. */
export interface ModelContext {
  readonly parameters: Readonly<Record<string, string>>;
  /** Pseudo parameters such as `AWS::Region`. */
  readonly pseudo: Readonly<Record<string, string>>;
}

/** Eight worlds at most; a condition beyond these stays unknown. */
const MAX_OPEN_CONDITIONS = 3;

const resourceEntries = (template: Template): readonly (readonly [string, TemplateResource])[] =>
  Object.entries(template.Resources ?? {}).filter(
    ([, one]) => typeof one === 'object' && one !== null && typeof one.Type === 'string',
  );

const conditionOf = (resource: TemplateResource, scope: Scope): boolean | undefined =>
  typeof resource.Condition === 'string' ? scope.conditions.get(resource.Condition) : true;

const modelIn = (template: Template, scope: Scope): TemplateModel => {
  const resources = new Map<string, ModelResource>();
  for (const [id, one] of resourceEntries(template)) {
    const exists = conditionOf(one, scope);
    if (exists === false) continue;
    const properties = resolveValue(one.Properties, scope);
    resources.set(id, {
      id,
      type: one.Type,
      properties: isMap(properties) ? properties : {},
      metadata: resolveValue(one.Metadata, scope),
      isCertain: exists === true,
    });
  }
  return { template, resources };
};

const scopeOf = (template: Template, context: ModelContext): Scope => ({
  parameters: parametersOf(template, context.parameters),
  mappings: template.Mappings ?? {},
  resources: new Set(resourceEntries(template).map(([id]) => id)),
  conditions: new Map(),
  pseudo: { 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', ...context.pseudo },
});

const assignments = (names: readonly string[]): readonly ReadonlyMap<string, boolean>[] =>
  names.reduce<readonly ReadonlyMap<string, boolean>[]>(
    (worlds, name) =>
      worlds.flatMap((world) => [new Map(world).set(name, true), new Map(world).set(name, false)]),
    [new Map()],
  );

/**
 * The template in every world its undecided conditions allow: one model when all are decided. What
 * holds in each of them holds; what differs between them is unknown.
 */
export const modelsOf = (
  template: Template,
  context: ModelContext,
): readonly [TemplateModel, ...TemplateModel[]] => {
  const scope = scopeOf(template, context);
  const all: JsonObject = template.Conditions ?? {};
  const decided = decideConditions(all, scope);
  const open = Object.keys(all)
    .filter((name) => !decided.has(name) && isLeafCondition(all[name]))
    .slice(0, MAX_OPEN_CONDITIONS);
  const models = assignments(open).map((assigned) => {
    const conditions = decideConditions(all, { ...scope, conditions: assigned });
    return modelIn(template, { ...scope, conditions });
  });
  const [first = modelIn(template, scope), ...others] = models;
  return [first, ...others];
};
