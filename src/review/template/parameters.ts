import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { Template } from '../../plan/template.ts';
import { textOf, Unresolved, type Value } from './value.ts';

const isListType = (type: string): boolean =>
  type === 'CommaDelimitedList' || type.startsWith('List<');

const typed = (text: string, type: string): Value =>
  isListType(type) ? text.split(',').map((part) => part.trim()) : text;

/** An id that AWS checks, a closed list and a minimal length can not be empty. */
const mayBeEmpty = (declared: JsonObject, type: string): boolean => {
  const allowed = declared['AllowedValues'];
  if (Array.isArray(allowed)) return allowed.some((one: Json) => one === '');
  const minimum = Number(textOf(declared['MinLength']) ?? 0);
  return !(minimum > 0 || type.startsWith('AWS::') || type === 'Number');
};

const valueOf = (name: string, declared: JsonObject, given: string | undefined): Value => {
  const type = typeof declared['Type'] === 'string' ? declared['Type'] : 'String';
  const text = given ?? textOf(declared['Default']);
  // The default of an SSM parameter is the name of what is looked up at deployment.
  if (text === undefined || type.startsWith('AWS::SSM::Parameter::Value')) {
    return new Unresolved({
      why: `parameter ${name} has no value yet`,
      mayBeEmpty: text === undefined && mayBeEmpty(declared, type),
    });
  }
  return typed(text, type);
};

/** By name: the value given, else the default, else unresolved. */
export const parametersOf = (
  template: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, Value> =>
  new Map(
    Object.entries(template.Parameters ?? {}).map(([name, declared]) => [
      name,
      valueOf(
        name,
        isJsonObject(declared) ? declared : {},
        Object.hasOwn(given, name) ? given[name] : undefined,
      ),
    ]),
  );
