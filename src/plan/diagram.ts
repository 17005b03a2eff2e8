import { isJsonObject, type Json } from '../task/json.ts';
import type { Template } from './template.ts';

const FEWEST = 3;
const MOST = 30;

const subNames = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}/g)].map((match) => match[1] ?? '');

const targetOf = (key: string, value: Json): readonly string[] => {
  if (key === 'Ref' && typeof value === 'string') return [value];
  if (key === 'Fn::GetAtt') {
    const first = Array.isArray(value) ? (value as readonly Json[])[0] : value;
    return typeof first === 'string' ? [first.split('.')[0] ?? ''] : [];
  }
  if (key !== 'Fn::Sub') return [];
  const body = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  return typeof body === 'string' ? subNames(body) : [];
};

/** Logical ids that a value refers to, in order, doubles included. */
export const referencesOf = (value: Json | undefined): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(referencesOf);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...targetOf(key, member),
    ...referencesOf(member),
  ]);
};

/** For each resource, those of the same template it needs, from references and DependsOn. */
export const dependenciesOf = (template: Template): ReadonlyMap<string, readonly string[]> => {
  const ids = new Set(Object.keys(template.Resources));
  return new Map(
    Object.entries(template.Resources).map(([id, resource]) => {
      const declared = resource.DependsOn ?? [];
      const all = [
        ...(typeof declared === 'string' ? [declared] : declared),
        ...referencesOf(resource.Properties),
      ];
      return [id, [...new Set(all.filter((name) => ids.has(name) && name !== id))].sort()];
    }),
  );
};

const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9:]/g, '');

const nodeName = (stack: number, id: string): string => `s${stack}_${plain(id)}`;

const rowsOf = (template: Template, stack: number): readonly string[] => {
  const nodes = Object.entries(template.Resources).map(
    ([id, resource]) => `  ${nodeName(stack, id)}["${plain(id)}<br/>${plain(resource.Type)}"]`,
  );
  const edges = [...dependenciesOf(template)].flatMap(([id, targets]) =>
    targets.map((target) => `  ${nodeName(stack, id)} --> ${nodeName(stack, target)}`),
  );
  return [...nodes, ...edges];
};

/** A mermaid flowchart of some templates, undefined under 3 or over 30 resources. */
export const diagramOf = (templates: readonly Template[]): string | undefined => {
  const count = templates.reduce((sum, one) => sum + Object.keys(one.Resources).length, 0);
  if (count < FEWEST || count > MOST) return undefined;
  return ['flowchart LR', ...templates.flatMap((one, index) => rowsOf(one, index + 1))].join('\n');
};
