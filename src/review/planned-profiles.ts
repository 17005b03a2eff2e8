import type { Plan } from '../plan/plan.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { isJsonObject, type Json } from '../task/json.ts';

/** ARNs of the managed policies that come with an instance profile, by the profile's name. */
export type Profiles = Readonly<Record<string, readonly string[]>>;

const textsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

const referred = (value: Json | undefined): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((one: Json) =>
        isJsonObject(one) && typeof one['Ref'] === 'string' ? [one['Ref']] : [],
      )
    : [];

const profilesOf = ({ Resources }: Template): readonly (readonly [string, readonly string[]])[] =>
  Object.values(Resources).flatMap(({ Type, Properties = {} }) => {
    const name = Properties['InstanceProfileName'];
    if (Type !== 'AWS::IAM::InstanceProfile' || typeof name !== 'string') return [];
    const roles = referred(Properties['Roles']).map((id) => Resources[id]?.Properties);
    return [[name, roles.flatMap((role) => textsIn(role?.['ManagedPolicyArns']))] as const];
  });

/**
 * The profiles that other stacks of one plan make in the account of a step. What does not fit one
 * session stands in a stack of its own, and is judged as if it stood in one.
 */
export const profilesBeside = (plan: Plan, step: Step): Profiles =>
  Object.fromEntries(
    plan.steps
      .filter((one): one is DeployStep => one.kind === 'deploy')
      .filter((one) => one.accountId === step.accountId && one.id !== step.id)
      .flatMap((one) => profilesOf(one.template)),
  );
