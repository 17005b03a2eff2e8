import { canonicalJson, type JsonObject } from '../task/json.ts';
import { PARTS_MEMBER, type Template } from './template.ts';

/** One part of a stack that is otherwise than it was left. */
export interface ChangedPart {
  readonly part: 'resource' | 'parameter' | 'rest';
  /** Logical id or name; empty for the rest of a template. */
  readonly name: string;
  readonly how: 'added' | 'changed' | 'taken away';
}

/** A stack as a step left it, or as AWS tells it now. */
interface StackState {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

type Members = Readonly<Record<string, unknown>>;

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

const howOf = (name: string, left: Members, now: Members): ChangedPart['how'] | undefined => {
  if (!Object.hasOwn(left, name)) return 'added';
  if (!Object.hasOwn(now, name)) return 'taken away';
  return isSame(left[name], now[name]) ? undefined : 'changed';
};

const partsOf = (
  part: ChangedPart['part'],
  left: Members,
  now: Members,
): readonly ChangedPart[] => {
  const names = [...new Set([...Object.keys(left), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const how = howOf(name, left, now);
    return how === undefined ? [] : [{ part, name, how }];
  });
};

/** The values that a stack had: those that were sent, and for the others their defaults. */
const valuesOf = ({ template, parameters }: StackState): Members => {
  const defaults = Object.entries(template.Parameters ?? {}).flatMap(([name, declared]) => {
    const value = declared['Default'];
    return value === undefined || typeof value === 'object' ? [] : [[name, String(value)]];
  });
  return { ...(Object.fromEntries(defaults) as Members), ...parameters };
};

/** Whose the resources are is told by them: by itself it deploys nothing. */
const withoutParts = ({ [PARTS_MEMBER]: _, ...metadata }: JsonObject): Pick<Template, 'Metadata'> =>
  Object.keys(metadata).length === 0 ? {} : { Metadata: metadata };

const restOf = (template: Template): Template => {
  const { Resources: _, Parameters: _declared, Metadata = {}, ...rest } = template;
  return { ...rest, ...withoutParts(Metadata), Resources: {} };
};

/**
 * How a stack is otherwise than a step left it, by template and parameters: a later update, or a
 * pipeline that deployed something else. It promises nothing of what somebody changed past the
 * stack, which only a change set tells.
 */
export const changedSince = (left: StackState, now: StackState): readonly ChangedPart[] => [
  ...partsOf('resource', left.template.Resources, now.template.Resources),
  ...partsOf('parameter', valuesOf(left), valuesOf(now)),
  ...(isSame(restOf(left.template), restOf(now.template))
    ? []
    : [{ part: 'rest', name: '', how: 'changed' } as const]),
];
