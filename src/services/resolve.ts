import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { textIn } from './compare.ts';

/** What is known when a template is read before it runs. */
export interface Known {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** What `Ref` of a resource will be: a name, an id or a pattern of one; undefined if unknown. */
  readonly refOf: (logicalId: string) => string | undefined;
  /** What `Fn::GetAtt` will be. */
  readonly attributeOf?: (logicalId: string, attribute: string) => string | undefined;
}

/** A member of its own: a template may name `constructor`. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const pseudo = (name: string, known: Known): string | undefined => {
  const values: Readonly<Record<string, string>> = {
    'AWS::AccountId': known.accountId,
    'AWS::Region': known.region,
    'AWS::StackName': known.stackName,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return own(values, name);
};

const parameterDefault = (name: string, known: Known): string | undefined => {
  const fallback = own(known.template.Parameters ?? {}, name)?.['Default'];
  return fallback === undefined ? undefined : textIn(fallback);
};

const refValue = (name: string, known: Known): string | undefined => {
  if (Object.hasOwn(known.template.Resources, name)) return known.refOf(name);
  return pseudo(name, known) ?? own(known.parameters, name) ?? parameterDefault(name, known);
};

const attributeValue = (path: string, known: Known): string | undefined => {
  const [logicalId = '', ...rest] = path.split('.');
  return known.attributeOf?.(logicalId, rest.join('.'));
};

const substitute = (
  text: string,
  locals: Readonly<Record<string, Json>>,
  known: Known,
): string | undefined => {
  const parts = text.split(/(\$\{[^}]*\})/).map((part) => {
    const name = /^\$\{([^}]*)\}$/.exec(part)?.[1]?.trim();
    if (name === undefined) return part;
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const local = own(locals, name);
    if (typeof local === 'string') return local;
    return name.includes('.') ? attributeValue(name, known) : refValue(name, known);
  });
  return parts.includes(undefined) ? undefined : parts.join('');
};

const subValue = (value: Json, known: Known): string | undefined => {
  if (typeof value === 'string') return substitute(value, {}, known);
  if (!Array.isArray(value) || typeof value[0] !== 'string') return undefined;
  const locals = resolve(value[1] ?? {}, known);
  return substitute(value[0], isJsonObject(locals) ? locals : {}, known);
};

const joinValue = (value: Json, known: Known): string | undefined => {
  if (!Array.isArray(value) || !Array.isArray(value[1])) return undefined;
  const items: readonly Json[] = value[1].map((item: Json) => resolve(item, known));
  const isText = items.every((item) => typeof item === 'string');
  return isText && typeof value[0] === 'string' ? items.join(value[0]) : undefined;
};

const intrinsic = (name: string, value: Json, known: Known): string | undefined => {
  if (name === 'Ref') return typeof value === 'string' ? refValue(value, known) : undefined;
  if (name === 'Fn::Sub') return subValue(value, known);
  if (name === 'Fn::Join') return joinValue(value, known);
  if (name !== 'Fn::GetAtt') return undefined;
  const path = Array.isArray(value) ? value.join('.') : value;
  return typeof path === 'string' ? attributeValue(path, known) : undefined;
};

/**
 * A value with every Ref, Sub, Join and GetAtt that can be known replaced by its text; what can
 * not be known stays the intrinsic function it is, so that nobody takes it for a text.
 */
export const resolve = (value: Json, known: Known): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => resolve(item, known));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value);
  const [only] = members;
  if (members.length === 1 && only !== undefined && /^(Ref$|Fn::)/.test(only[0]))
    return intrinsic(only[0], only[1], known) ?? value;
  return Object.fromEntries(members.map(([name, member]) => [name, resolve(member, known)]));
};

/** `resolve` of all properties of a resource. */
export const resolveProperties = (properties: JsonObject, known: Known): JsonObject =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, resolve(value, known)]),
  );

/** Logical ids that a value names by Ref, GetAtt or Sub. */
export const referencesOf = (value: Json | undefined): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item: Json) => referencesOf(item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === 'Ref' && typeof member === 'string') return [member];
    if (name === 'Fn::GetAtt') {
      const path = Array.isArray(member) ? (member[0] as Json) : member;
      return [textIn(path).split('.')[0] ?? ''];
    }
    const inText = name === 'Fn::Sub' ? JSON.stringify(member).matchAll(/\$\{([^}.!]+)/g) : [];
    const named = [...inText].map((match) => match[1] ?? '');
    return named.concat(referencesOf(member));
  });
};
