import type { Json, JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import type { Template, TemplateResource } from '../template.ts';
import { inlineChild, type Inlined } from './child.ts';
import { NotInlined, rewrite, waitsOf, type Scope } from './rewrite.ts';

const NESTED = 'AWS::CloudFormation::Stack';

/** Nested stacks whose template is a file beside that of their parent, by logical id. */
export const nestedPaths = ({ Resources }: Template): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) => {
      const url = Properties['TemplateURL'];
      const isFile = Type === NESTED && typeof url === 'string' && !/^[a-z0-9]+:/i.test(url);
      return isFile ? [[id, url] as const] : [];
    }),
  );

type Children = ReadonlyMap<string, Inlined>;

const outputOf = (children: Children, id: string, attribute: string): Json | undefined => {
  const child = children.get(id);
  if (child === undefined) return undefined;
  const name = attribute.replace(/^Outputs\./, '');
  const value = Object.hasOwn(child.outputs, name) ? child.outputs[name] : undefined;
  if (value === undefined || !attribute.startsWith('Outputs.'))
    throw new NotInlined(`${id}: its template has no output ${attribute.replace('Outputs.', '')}`);
  return value;
};

const scopeOf = (children: Children): Scope => ({
  ref: (name) => {
    if (children.has(name)) throw new NotInlined(`${name}: the id of the nested stack is used`);
    return undefined;
  },
  attribute: (name, attribute) => outputOf(children, name, attribute),
  condition: (name) => name,
  mapping: (name) => name,
});

/** What waited for a nested stack waits for everything that was in it. */
const movedWaits = (
  waits: TemplateResource['DependsOn'],
  children: Children,
): Pick<TemplateResource, 'DependsOn'> => {
  if (waits === undefined) return {};
  return {
    DependsOn: waitsOf(waits).flatMap((id) => {
      const child = children.get(id);
      return child === undefined ? [id] : Object.keys(child.resources);
    }),
  };
};

const parentResources = (template: Template, children: Children) => {
  const scope = scopeOf(children);
  const own = Object.entries(template.Resources).filter(([id]) => !children.has(id));
  return own.map(([id, { DependsOn, ...rest }]): [string, TemplateResource] => {
    const moved = rewrite(rest, scope) as unknown as TemplateResource;
    return [id, { ...moved, ...movedWaits(DependsOn, children) }];
  });
};

/** What a nested template was given may itself be the output of another one. */
const movedResources = (children: Children) => {
  const scope = scopeOf(children);
  return [...children.values()].flatMap(({ resources }) =>
    Object.entries(resources).map(([id, { DependsOn, ...rest }]): [string, TemplateResource] => {
      const moved = rewrite(rest, scope) as unknown as TemplateResource;
      return [id, { ...moved, ...movedWaits(DependsOn, children) }];
    }),
  );
};

const merged = <T>(rows: readonly (readonly [string, T])[]): Record<string, T> => {
  const found: Record<string, T> = {};
  for (const [name, value] of rows) {
    if (Object.hasOwn(found, name)) throw new NotInlined(`two parts would be called ${name}`);
    found[name] = value;
  }
  return found;
};

const section = (name: string, rows: readonly (readonly [string, unknown])[]): object =>
  rows.length === 0 ? {} : { [name]: merged(rows) };

const assemble = (template: Template, children: Children): Template => {
  const all = [...children.values()];
  const scope = scopeOf(children);
  const outputs = rewrite(template.Outputs ?? {}, scope) as Record<string, JsonObject>;
  const { Conditions = {}, Mappings = {} } = template;
  return {
    ...template,
    ...section('Conditions', [
      ...Object.entries(Conditions),
      ...all.flatMap((one) => Object.entries(one.conditions)),
    ]),
    ...section('Mappings', [
      ...Object.entries(Mappings),
      ...all.flatMap((one) => Object.entries(one.mappings)),
    ]),
    ...section('Outputs', [
      ...Object.entries(outputs),
      ...all.flatMap((one) => Object.entries(one.exports)),
    ]),
    Resources: merged([...parentResources(template, children), ...movedResources(children)]),
  };
};

const NEXT =
  'Give that template in an issue of its own, or change it so that its parts can stand in one ' +
  'stack; then `/plan`.';

/**
 * A template with its nested templates as parts of it, by their logical ids: one stack, every
 * resource of which is judged, previewed and bounded. Refuses what would then mean something else.
 */
export const inlineNested = (
  template: Template,
  nested: ReadonlyMap<string, Template>,
): Decided<Template> => {
  try {
    const children = new Map(
      [...nested].map(([logicalId, child]) => {
        const resource = template.Resources[logicalId] ?? { Type: NESTED };
        return [logicalId, inlineChild({ logicalId, resource, template: child })];
      }),
    );
    return accepted(assemble(template, children));
  } catch (error) {
    if (!(error instanceof NotInlined)) throw error;
    return refused({
      code: 'template-unsupported',
      because: `A nested stack can not be laid open: ${error.message}.`,
      next: NEXT,
    });
  }
};
