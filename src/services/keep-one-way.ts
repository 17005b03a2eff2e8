import { oneWayIn } from '../plan/one-way.ts';
import type { DeployStep } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';

/** A stack as it was or is. */
interface StackState {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Names that a value refers to: what it is by a parameter stays only with that parameter. */
const referred = (value: Json | undefined): readonly string[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(referred);
  if (!isJsonObject(value)) return [];
  const name = value['Ref'];
  return typeof name === 'string' ? [name] : Object.values(value).flatMap(referred);
};

const withValue = (object: JsonObject, name: string, value: Json | undefined): JsonObject => {
  const { [name]: _, ...rest } = object;
  return value === undefined ? rest : { ...rest, [name]: value };
};

const withParameter = (
  { parameters }: StackState,
  now: StackState,
  name: string,
): StackState['parameters'] => {
  const { [name]: _, ...rest } = parameters;
  const value = now.parameters[name];
  return value === undefined ? rest : { ...rest, [name]: value };
};

const keep = (
  before: StackState,
  now: StackState,
  place: { readonly logicalId: string; readonly name: string },
): StackState => {
  const resource = before.template.Resources[place.logicalId];
  if (resource === undefined) return before;
  const value = now.template.Resources[place.logicalId]?.Properties?.[place.name];
  const Properties = withValue(resource.Properties ?? {}, place.name, value);
  const Resources = { ...before.template.Resources };
  Resources[place.logicalId] = { ...resource, Properties };
  const declared = referred(value).filter((name) => now.template.Parameters?.[name] !== undefined);
  return {
    template: { ...before.template, Resources },
    parameters: declared.reduce<StackState['parameters']>(
      (parameters, name) => withParameter({ ...before, parameters }, now, name),
      before.parameters,
    ),
  };
};

/**
 * The stack as it was before a step, but for what AWS never takes back, such as the size of a
 * disk: that stays as it is now, so that the rest can be set back at all.
 */
export const keepOneWay = (step: DeployStep, before: StackState, now: StackState): StackState =>
  step.changes
    .flatMap((change) => oneWayIn(change).map((name) => ({ ...change, name })))
    .reduce((state, place) => keep(state, now, place), before);
