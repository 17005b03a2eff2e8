import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { BOUNDARY_NAME, IAM_PATH, listOf } from '../acts.ts';
import type { Objection, TemplateCheck } from './objection.ts';

const PATHED = new Set([
  'AWS::IAM::Role',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::User',
  'AWS::IAM::Group',
]);

/** What a plan never gives to a person, by type: rights come by the managed policies of a group. */
const NOT_FOR_PEOPLE: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::User': ['LoginProfile', 'ManagedPolicyArns', 'Policies'],
  'AWS::IAM::Group': ['Policies'],
};

const BOUNDED = new Set(['AWS::IAM::Role', 'AWS::IAM::User']);

/** Policies of one user or one group, and where they name it. */
const ONE_PERSON: Readonly<Record<string, string>> = {
  'AWS::IAM::UserPolicy': 'UserName',
  'AWS::IAM::GroupPolicy': 'GroupName',
};

/** An ARN of the boundary in the stack's own account, literal or by Sub; nothing cleverer. */
const BOUNDARY =
  /^arn:(aws|\$\{AWS::Partition\}):iam::([0-9]{12}|\$\{AWS::AccountId\}):policy\/(.+)$/;

const isBoundary = (value: Json | undefined): boolean => {
  const text = isJsonObject(value) ? value['Fn::Sub'] : value;
  return typeof text === 'string' && BOUNDARY.exec(text)?.[3] === BOUNDARY_NAME;
};

const NEEDED = `!Sub arn:aws:iam::\${AWS::AccountId}:policy/${BOUNDARY_NAME}`;

const objection = (id: string, property: string, message: string): Objection => ({
  code: 'template-unsupported',
  path: ['Resources', id, 'Properties', property],
  message: `${id} ${message}`,
});

const objectionsTo = (id: string, type: string, properties: JsonObject): readonly Objection[] => {
  const isOutside = PATHED.has(type) && properties['Path'] !== IAM_PATH;
  const isFree = BOUNDED.has(type) && !isBoundary(properties['PermissionsBoundary']);
  const forPeople = /^AWS::IAM::(Policy|ManagedPolicy)$/.test(type)
    ? ['Users', 'Groups'].filter((name) => listOf(properties[name]).length > 0)
    : [];
  const person = ONE_PERSON[type];
  const given = (NOT_FOR_PEOPLE[type] ?? []).filter((name) => properties[name] !== undefined);
  return [
    ...(person === undefined
      ? []
      : [objection(id, person, `may be attached to roles, not by ${person}`)]),
    ...(isOutside ? [objection(id, 'Path', `needs the Path ${IAM_PATH}`)] : []),
    ...(isFree
      ? [objection(id, 'PermissionsBoundary', `needs PermissionsBoundary ${NEEDED}`)]
      : []),
    ...given.map((name) => objection(id, name, `gets no ${name} by a plan`)),
    ...forPeople.map((name) => objection(id, name, `may be attached to roles, not to ${name}`)),
  ];
};

/** Where this application executes, roles are made under its path and boundary only. */
export const unconfinedIam: TemplateCheck = ({ template, tier }) =>
  isExecuteTier(tier)
    ? Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
        objectionsTo(id, Type, Properties),
      )
    : [];
