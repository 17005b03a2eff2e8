import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { iamArn } from '../acts.ts';
import type { NeedInput } from '../service.ts';

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const profileIn = (launch: JsonObject): string | undefined => {
  const profile = member(launch['LaunchTemplateData'], 'IamInstanceProfile');
  const given = member(profile, 'Name') ?? member(profile, 'Arn');
  return typeof given === 'string' ? given.split('/').at(-1) : undefined;
};

/** A profile that stands has its role's name; one of this stack is generated, as its role is. */
const roleNamed = (input: NeedInput, profile: string): string => {
  if (!profile.includes('*')) return profile;
  const isWhole = profile.startsWith(`${input.stackName}-`);
  return isWhole ? `${input.stackName}-*` : `${input.stackName.slice(0, 20)}*`;
};

/** Roles of the profiles that a group's launch templates name, those of its own template. */
export const profileRoles = (input: NeedInput): readonly string[] =>
  Object.values(input.referred ?? {})
    .map(profileIn)
    .filter((profile) => profile !== undefined)
    .map((profile) => iamArn('role', input, roleNamed(input, profile)));
