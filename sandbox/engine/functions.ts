import { validationError } from '../aws-error.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import { attribute, reference, resolve, type Scope } from './intrinsics.ts';

const bad = (message: string): never => {
  throw validationError('CloudFormation', `Template error: ${message}`);
};

const listOf = (value: Json, name: string): readonly Json[] =>
  Array.isArray(value) ? value : bad(`${name} requires a list argument`);

const textOf = (value: Json, name: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return bad(`every ${name} value must be a String`);
};

const ownText = (value: Json | undefined, scope: Scope, name: string): string =>
  textOf(resolve(value ?? null, scope), name);

const variable = (name: string, own: Readonly<Record<string, Json>>, scope: Scope): string => {
  const given = own[name];
  if (given !== undefined) return ownText(given, scope, 'Fn::Sub');
  const dot = name.indexOf('.');
  if (dot > 0) return textOf(attribute(name.slice(0, dot), name.slice(dot + 1), scope), 'Fn::Sub');
  const value = reference(name, scope);
  return typeof value === 'symbol' ? bad('Fn::Sub of AWS::NoValue') : textOf(value, 'Fn::Sub');
};

const substitute = (argument: Json, scope: Scope): Json => {
  const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof pattern !== 'string') return bad('Fn::Sub requires a string template');
  const variables = isJsonObject(own) ? own : {};
  return pattern.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole: string, literal: string, name: string) =>
    literal === '!' ? `\${${name}}` : variable(name.trim(), variables, scope),
  );
};

const attributeCall = (argument: Json, scope: Scope): Json => {
  const [name, member] =
    typeof argument === 'string'
      ? [argument.split('.')[0], argument.split('.').slice(1).join('.')]
      : listOf(argument, 'Fn::GetAtt').map((each) => ownText(each, scope, 'Fn::GetAtt'));
  return attribute(name ?? '', member ?? '', scope);
};

const join = (argument: Json, scope: Scope): Json => {
  const [delimiter, items] = listOf(argument, 'Fn::Join');
  return listOf(resolve(items ?? null, scope), 'Fn::Join')
    .map((each) => textOf(each, 'Fn::Join'))
    .join(textOf(delimiter ?? '', 'Fn::Join'));
};

const select = (argument: Json, scope: Scope): Json => {
  const [index, items] = listOf(argument, 'Fn::Select');
  const values = listOf(resolve(items ?? null, scope), 'Fn::Select');
  return (
    values[Number(ownText(index, scope, 'Fn::Select'))] ??
    bad('Fn::Select cannot select nonexistent value')
  );
};

const split = (argument: Json, scope: Scope): Json => {
  const [delimiter, source] = listOf(argument, 'Fn::Split');
  return ownText(source, scope, 'Fn::Split').split(textOf(delimiter ?? '', 'Fn::Split'));
};

const findInMap = (argument: Json, scope: Scope): Json => {
  const [map, top, second] = listOf(argument, 'Fn::FindInMap').map((each) =>
    ownText(each, scope, 'Fn::FindInMap'),
  );
  const table = scope.mappings[map ?? ''];
  const line = isJsonObject(table) ? table[top ?? ''] : undefined;
  const value = isJsonObject(line) ? line[second ?? ''] : undefined;
  return value ?? bad(`Unable to get mapping for ${map}::${top}::${second}`);
};

const both = (argument: Json, scope: Scope): readonly Json[] =>
  listOf(argument, 'condition').map((each) => resolve(each, scope));

/** The intrinsic functions that are imitated; `Fn::If` is beside its conditions. */
export const functions = {
  'Fn::Sub': substitute,
  'Fn::GetAtt': attributeCall,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (argument: Json, scope: Scope): Json =>
    Buffer.from(ownText(argument, scope, 'Fn::Base64')).toString('base64'),
  'Fn::GetAZs': (argument: Json, scope: Scope): Json => {
    const region = ownText(argument, scope, 'Fn::GetAZs') || scope.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::ImportValue': (argument: Json, scope: Scope): Json => {
    const name = ownText(argument, scope, 'Fn::ImportValue');
    return scope.importOf(name) ?? bad(`No export named ${name} found.`);
  },
  'Fn::Equals': (argument: Json, scope: Scope): Json => {
    const [left, right] = both(argument, scope);
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument: Json, scope: Scope): Json =>
    both(argument, scope).every((each) => each === true),
  'Fn::Or': (argument: Json, scope: Scope): Json =>
    both(argument, scope).some((each) => each === true),
  'Fn::Not': (argument: Json, scope: Scope): Json => both(argument, scope)[0] !== true,
} as const;

export type FunctionName = keyof typeof functions;

/** True for a function of the table above. */
export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);
