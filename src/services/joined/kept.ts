import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import type { OwnStack } from '../owner.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { partsOf, withParts } from './parts.ts';

/** Logical ids that a value leads to. */
const reached = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(reached);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return typeof inner === 'string' ? [inner] : [];
    const first: Json | undefined = Array.isArray(inner) ? (inner as readonly Json[])[0] : inner;
    if (key === 'Fn::GetAtt') return typeof first === 'string' ? [first.split('.')[0] ?? ''] : [];
    return reached(inner);
  });
};

const reachedBy = ({ Properties = {}, DependsOn = [] }: TemplateResource): readonly string[] => [
  ...reached(Properties),
  ...(typeof DependsOn === 'string' ? [DependsOn] : DependsOn),
];

/** Resources of a stack as it is, and all that they lead to and the new template does not hold. */
const takenOver = (ids: readonly string[], present: Template, next: Template): Template => {
  const taken = new Map(Object.entries(next.Resources));
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const resource = present.Resources[id];
    if (resource === undefined || taken.has(id)) continue;
    taken.set(id, resource);
    waiting.push(...reachedBy(resource));
  }
  return { ...next, Resources: Object.fromEntries(taken) };
};

/**
 * What a stack shall hold for the task that it is named for, with the parts of all others as they
 * stand: nothing is lost that no line of the issue asks for any more. Undefined where that task
 * would now have an id that a part has.
 */
export const withPartsKept = (next: Template, own: OwnStack): Template | undefined => {
  const present = parseOwnTemplate(own.templateBody);
  const parts = present.ok ? partsOf(present.value) : {};
  if (!present.ok || Object.keys(parts).length === 0) return next;
  const ids = Object.values(parts).flatMap((part) => Object.values(part));
  if (ids.some((id) => next.Resources[id] !== undefined)) return undefined;
  return withParts(takenOver(ids, present.value, next), parts);
};

/** A stack without what one task has in it; which ids that had is remembered. */
export const withoutPart = (template: Template, stackName: string): Template => {
  const ids = new Set(Object.values(partsOf(template)[stackName] ?? {}));
  const left = Object.entries(template.Resources).filter(([id]) => !ids.has(id));
  return { ...template, Resources: Object.fromEntries(left) };
};
