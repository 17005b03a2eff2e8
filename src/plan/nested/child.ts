import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import type { Template, TemplateResource } from '../template.ts';
import { NotInlined, rewrite, waitsOf, type Scope } from './rewrite.ts';

/** A nested template with the resource of its parent that stands for it. */
export interface Child {
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly template: Template;
}

/** A nested template as parts of its parent. */
export interface Inlined {
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  /** By the name of an output, its value in the parent. */
  readonly outputs: Readonly<Record<string, Json>>;
  /** Outputs that other stacks import, under names of the parent. */
  readonly exports: Readonly<Record<string, JsonObject>>;
}

/** What a stack is called is its own only while it is one. */
const OWN = new Set(['AWS::StackName', 'AWS::StackId', 'AWS::NotificationARNs']);

const refuse = ({ logicalId }: Child, because: string): never => {
  throw new NotInlined(`${logicalId}: ${because}`);
};

const ALLOWED = new Set(['Type', 'Properties', 'DependsOn', 'Metadata']);
const ALLOWED_PROPERTIES = new Set(['TemplateURL', 'Parameters']);

const checkShell = (child: Child): void => {
  const { resource, template } = child;
  const attribute = Object.keys(resource).find((name) => !ALLOWED.has(name));
  if (attribute !== undefined) refuse(child, `its ${attribute} would be lost`);
  const own = Object.keys(resource.Properties ?? {});
  const property = own.find((name) => !ALLOWED_PROPERTIES.has(name));
  if (property !== undefined) refuse(child, `its ${property} would be lost`);
  for (const section of ['Transform', 'Rules', 'Hooks'] as const)
    if (template[section] !== undefined) refuse(child, `its template has ${section}`);
};

const LIST = /^(CommaDelimitedList|List<.+>)$/;

const literal = (value: Json): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** What CloudFormation holds against a value, and nobody here does. */
const UNJUDGED = ['AllowedPattern', 'MaxLength', 'MaxValue', 'MinLength', 'MinValue'];

/** True unless a value is surely allowed; of a reference nobody knows what it will be. */
const isOdd = (parameter: JsonObject, text: string | undefined): boolean => {
  if (UNJUDGED.some((name) => Object.hasOwn(parameter, name))) return true;
  const { AllowedValues: values } = parameter;
  if (values === undefined) return false;
  return text === undefined || !Array.isArray(values) || !values.map(String).includes(text);
};

interface Declared {
  readonly name: string;
  readonly parameter: JsonObject;
}

const parameterOf = (child: Child, { name, parameter }: Declared, value: Json): Json => {
  const type = parameter['Type'];
  if (parameter['NoEcho'] !== undefined) return refuse(child, `the parameter ${name} is NoEcho`);
  const text = literal(value);
  if (isOdd(parameter, text))
    return refuse(child, `nobody here can say whether the value of ${name} is allowed`);
  if (type === 'String' || type === 'Number') return text ?? value;
  if (typeof type === 'string' && LIST.test(type) && text !== undefined)
    return text.split(',').map((one) => one.trim());
  return refuse(child, `the parameter ${name} has a type that can not be filled in`);
};

const parametersOf = (child: Child): ReadonlyMap<string, Json> => {
  const given = child.resource.Properties?.['Parameters'] ?? {};
  if (!isJsonObject(given)) return refuse(child, 'its Parameters are no list of values');
  const values = given;
  const declared = child.template.Parameters ?? {};
  const strange = Object.keys(values).find((name) => !Object.hasOwn(declared, name));
  if (strange !== undefined) refuse(child, `its template has no parameter ${strange}`);
  return new Map(
    Object.entries(declared).map(([name, parameter]) => {
      const value = Object.hasOwn(values, name) ? values[name] : parameter['Default'];
      if (value === undefined) return refuse(child, `the parameter ${name} has no value`);
      return [name, parameterOf(child, { name, parameter }, value)];
    }),
  );
};

const scopeOf = (child: Child, parameters: ReadonlyMap<string, Json>): Scope => {
  const { logicalId, template } = child;
  const isOwn = (name: string): boolean => Object.hasOwn(template.Resources, name);
  return {
    ref: (name) => {
      if (OWN.has(name)) return refuse(child, `its template names its own stack (${name})`);
      return parameters.get(name) ?? (isOwn(name) ? { Ref: `${logicalId}${name}` } : undefined);
    },
    attribute: (name, attribute) =>
      isOwn(name) ? { 'Fn::GetAtt': [`${logicalId}${name}`, attribute] } : undefined,
    condition: (name) => `${logicalId}${name}`,
    mapping: (name) => `${logicalId}${name}`,
  };
};

const resourceOf = (child: Child, resource: TemplateResource, scope: Scope): TemplateResource => {
  const { logicalId } = child;
  const { Type, DependsOn, Condition, ...rest } = resource;
  const waits = [
    ...waitsOf(child.resource.DependsOn),
    ...waitsOf(DependsOn).map((id) => `${logicalId}${id}`),
  ];
  const moved = rewrite(rest, scope) as Omit<TemplateResource, 'Type'>;
  return {
    Type,
    ...moved,
    ...(waits.length === 0 ? {} : { DependsOn: waits }),
    ...(Condition === undefined ? {} : { Condition: scope.condition(Condition) }),
  };
};

const prefixed = <T>(child: Child, members: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(members).map(([name, member]) => [`${child.logicalId}${name}`, member]);

const outputsOf = (child: Child, scope: Scope): Pick<Inlined, 'outputs' | 'exports'> => {
  const outputs: Record<string, Json> = {};
  const exports: Record<string, JsonObject> = {};
  for (const [name, output] of Object.entries(child.template.Outputs ?? {})) {
    if (output['Condition'] !== undefined) refuse(child, `its output ${name} has a condition`);
    const moved = rewrite(output, scope) as JsonObject;
    outputs[name] = moved['Value'] ?? null;
    if (moved['Export'] !== undefined) exports[`${child.logicalId}${name}`] = moved;
  }
  return { outputs, exports };
};

/**
 * The parts of a nested template under names of its parent: the id of the nested stack before each.
 * Throws NotInlined where the parts would mean something else than the stack did.
 */
export const inlineChild = (child: Child): Inlined => {
  checkShell(child);
  const scope = scopeOf(child, parametersOf(child));
  const { Resources, Conditions = {}, Mappings = {} } = child.template;
  return {
    resources: Object.fromEntries(
      prefixed(child, Resources).map(([id, one]) => [id, resourceOf(child, one, scope)]),
    ),
    conditions: Object.fromEntries(
      prefixed(child, Conditions).map(([name, one]) => [name, rewrite(one, scope)]),
    ),
    mappings: Object.fromEntries(prefixed(child, Mappings)),
    ...outputsOf(child, scope),
  };
};
