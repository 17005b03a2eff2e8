import { AwsError, validationError } from '../aws-error.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { DEFAULT_PARAMETERS } from '../defaults.ts';
import type { WorldState } from '../state.ts';
import { jsonText } from './json-text.ts';
import type { CfnTemplate } from './template-text.ts';

/** Parameters as a caller gives them. */
export interface GivenParameter {
  readonly key: string;
  readonly value: string | undefined;
  readonly usePrevious: boolean;
}

const bad = (message: string): never => {
  throw validationError('CloudFormation', message);
};

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

const isOutOfRange = (declared: JsonObject, value: string): boolean => {
  const { MinLength, MaxLength, MinValue, MaxValue } = declared;
  return (
    (MinLength !== undefined && value.length < Number(MinLength)) ||
    (MaxLength !== undefined && value.length > Number(MaxLength)) ||
    (MinValue !== undefined && Number(value) < Number(MinValue)) ||
    (MaxValue !== undefined && Number(value) > Number(MaxValue))
  );
};

const check = (name: string, declared: JsonObject, value: string): void => {
  const allowed = textsIn(declared['AllowedValues']);
  if (allowed.length > 0 && !allowed.includes(value)) {
    bad(`Parameter '${name}' must be one of AllowedValues`);
  }
  const pattern = declared['AllowedPattern'];
  if (typeof pattern === 'string' && !new RegExp(`^(?:${pattern})$`).test(value)) {
    bad(`Parameter ${name} failed to satisfy constraint: must match pattern ${pattern}`);
  }
  if (isOutOfRange(declared, value)) {
    bad(`Parameter '${name}' failed to satisfy its length or value constraint`);
  }
  if (declared['Type'] === 'Number' && Number.isNaN(Number(value))) {
    bad(`Parameter '${name}' must be a number`);
  }
};

/** The values of every parameter of a template; throws ValidationError as AWS does. */
export const parameterTexts = (
  template: CfnTemplate,
  given: readonly GivenParameter[],
  previous: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const declared = template.Parameters;
  const strange = given.filter((each) => declared[each.key] === undefined);
  if (strange.length > 0) {
    bad(`Parameters: [${strange.map((each) => each.key).join(', ')}] do not exist in the template`);
  }
  const values = Object.entries(declared).map(([name, parameter]) => {
    const own = given.find((each) => each.key === name);
    const standard = parameter['Default'];
    const value =
      own?.usePrevious === true
        ? previous[name]
        : (own?.value ?? (standard === undefined ? undefined : jsonText(standard)));
    return [name, value] as const;
  });
  const empty = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (empty.length > 0) bad(`Parameters: [${empty.join(', ')}] must have values`);
  const complete = values.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  for (const [name, value] of complete) check(name, declared[name] ?? {}, value);
  return Object.fromEntries(complete);
};

/** The value of a public or a stack-made SSM parameter. */
export const ssmValue = (
  state: WorldState,
  where: { readonly accountId: string; readonly region: string },
  name: string,
): string | undefined => {
  const own = state.resources.find(
    (each) =>
      each.type === 'AWS::SSM::Parameter' &&
      each.id === name &&
      each.accountId === where.accountId &&
      each.region === where.region,
  );
  const value = own?.properties['Value'];
  if (typeof value === 'string') return value;
  return state.spec.parameters?.[name] ?? DEFAULT_PARAMETERS[name];
};

/** Values behind parameters of an SSM type, by parameter name. */
export const resolvedTexts = (
  state: WorldState,
  where: { readonly accountId: string; readonly region: string },
  declared: { readonly template: CfnTemplate; readonly values: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(declared.values)
      .filter(([name]) =>
        jsonText(declared.template.Parameters[name]?.['Type']).startsWith('AWS::SSM::Parameter::'),
      )
      .map(([name, path]) => {
        const value = ssmValue(state, where, path);
        if (value === undefined) {
          throw new AwsError(
            'ValidationError',
            400,
            `Unable to fetch parameters [${path}] from parameter store for this account.`,
          );
        }
        return [name, value];
      }),
  );
