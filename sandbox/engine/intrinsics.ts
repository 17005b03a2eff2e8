import { validationError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { functions, isFunction, type FunctionName } from './functions.ts';

/** What stands for a value that only exists after execution. */
export const KNOWN_LATER = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** What references resolve against. */
export interface Scope {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly notificationArns: readonly string[];
  /** Values of parameters, lists already split. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  /** Physical id of a resource; undefined when the template has no such resource. */
  readonly refOf: (logicalId: string) => string | undefined;
  readonly attributeOf: (logicalId: string, name: string) => Json | undefined;
  readonly importOf: (name: string) => string | undefined;
}

/** Marks a member that is taken away: `AWS::NoValue`. */
const NO_VALUE = Symbol('AWS::NoValue');
type Resolved = Json | typeof NO_VALUE;

const bad = (message: string): never => {
  throw validationError('CloudFormation', `Template error: ${message}`);
};

const pseudo = (scope: Scope): Readonly<Record<string, Json>> => ({
  'AWS::AccountId': scope.accountId,
  'AWS::NotificationARNs': scope.notificationArns,
  'AWS::Partition': 'aws',
  'AWS::Region': scope.region,
  'AWS::StackId': scope.stackId,
  'AWS::StackName': scope.stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

/** What `Ref` gives for a parameter, a pseudo parameter or a resource. */
export const reference = (name: string, scope: Scope): Resolved => {
  if (name === 'AWS::NoValue') return NO_VALUE;
  return (
    pseudo(scope)[name] ??
    scope.parameters[name] ??
    scope.refOf(name) ??
    bad(`Unresolved resource dependencies [${name}] in the Resources block of the template`)
  );
};

/** What `Fn::GetAtt` gives. */
export const attribute = (name: string, member: string, scope: Scope): Json =>
  scope.attributeOf(name, member) ??
  bad(`resource ${name} does not support attribute type ${member} in Fn::GetAtt`);

/** Whether a named condition of the template holds. */
export const holds = (name: string, scope: Scope): boolean => {
  const condition = scope.conditions[name];
  if (condition === undefined) return bad(`Unresolved condition dependency ${name}`);
  return resolve(condition, scope) === true;
};

const call = (value: JsonObject, scope: Scope): Resolved | undefined => {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  const argument = value[key] ?? null;
  if (key === 'Ref' && typeof argument === 'string') return reference(argument, scope);
  if (key === 'Condition' && typeof argument === 'string' && scope.conditions[argument]) {
    return holds(argument, scope);
  }
  if (key === 'Fn::If') return chosen(argument, scope);
  if (!key.startsWith('Fn::')) return undefined;
  if (!isFunction(key)) return bad(`unsupported function ${key}`);
  return functions[key satisfies FunctionName](argument, scope);
};

const chosen = (argument: Json, scope: Scope): Resolved => {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return bad('Fn::If requires a list argument with three elements');
  }
  const [name, yes, no] = argument as [string, Json, Json];
  return evaluate(holds(name, scope) ? yes : no, scope);
};

const evaluate = (value: Json, scope: Scope): Resolved => {
  if (Array.isArray(value)) {
    return value.map((each: Json) => evaluate(each, scope)).filter((each) => each !== NO_VALUE);
  }
  if (!isJsonObject(value)) return value;
  const called = call(value, scope);
  if (called !== undefined) return called;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const resolved = evaluate(member, scope);
      return resolved === NO_VALUE ? [] : [[key, resolved] as const];
    }),
  );
};

/** A value with every intrinsic function carried out; `AWS::NoValue` alone is null. */
export const resolve = (value: Json, scope: Scope): Json => {
  const resolved = evaluate(value, scope);
  return resolved === NO_VALUE ? null : resolved;
};

/** An object with every intrinsic carried out. */
export const resolveObject = (value: JsonObject, scope: Scope): JsonObject => {
  const resolved = resolve(value, scope);
  return isJsonObject(resolved) ? resolved : {};
};
