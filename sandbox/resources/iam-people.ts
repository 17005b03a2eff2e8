import { jsonText } from '../engine/json-text.ts';
import { findResource, nextHex, type Resource, type WorldState } from '../state.ts';
import {
  problem,
  sameId,
  textProperty,
  type HandlerProblem,
  type Rules,
  type TypeRow,
} from './model.ts';
import { textsOf } from './policy-grammar.ts';
import { attachedProblem, inlineProblem } from './role-rules.ts';

const USER = 'AWS::IAM::User';
const GROUP = 'AWS::IAM::Group';
const KEY = 'AWS::IAM::AccessKey';

const pathOf = (properties: Resource['properties']): string =>
  textProperty(properties, 'Path') || '/';

const badName = (kind: string, name: string): HandlerProblem | undefined =>
  /^[\w+=,.@-]{1,128}$/.test(name)
    ? undefined
    : problem('InvalidRequest', 400, `The specified value for ${kind}Name is invalid: ${name}`);

const missing = ({ state, place }: Rules, type: string, name: string): boolean =>
  findResource(state, { type, accountId: place.accountId, region: 'global' }, name) === undefined;

const groupsMissing = (rules: Rules): HandlerProblem | undefined => {
  const name = textsOf(rules.properties['Groups']).find((each) => missing(rules, GROUP, each));
  return name === undefined
    ? undefined
    : problem('NotFound', 404, `The group with name ${name} cannot be found.`);
};

/** Keys of a user: those that templates made, and those that a world gave it. */
export const keysOf = (state: WorldState, user: Resource): readonly string[] => [
  ...state.resources
    .filter(
      (each) =>
        each.type === KEY &&
        each.accountId === user.accountId &&
        each.properties['UserName'] === user.id,
    )
    .map(({ id }) => id),
  ...textsOf(user.attributes['AccessKeys']),
];

const conflict = (what: string): HandlerProblem =>
  problem('InvalidRequest', 409, `Cannot delete entity, must ${what} first.`);

const userKept = (user: Resource, state: WorldState): HandlerProblem | undefined => {
  if (keysOf(state, user).length > 0) return conflict('delete access keys');
  if (user.attributes['HasPassword'] === true) return conflict('delete login profile');
  if (textsOf(user.attributes['Policies']).length > 0) return conflict('detach all policies');
  return textsOf(user.attributes['Groups']).length > 0
    ? conflict('remove users from group')
    : undefined;
};

/** `AWS::IAM::User`. What its own stack gave it, the handler takes away before it deletes it. */
export const user: TypeRow = {
  type: USER,
  service: 'Iam',
  isGlobal: true,
  tags: 'list',
  seconds: { create: 15, update: 8, delete: 5 },
  replaceOn: ['UserName'],
  nameProperty: 'UserName',
  nameLimit: 64,
  idOf: sameId,
  arnOf: (id, { accountId }, properties) =>
    `arn:aws:iam::${accountId}:user${pathOf(properties)}${id}`,
  attributesOf: (id, { accountId }, properties) => ({
    Arn: `arn:aws:iam::${accountId}:user${pathOf(properties)}${id}`,
  }),
  refuseCreate: ({ name }) => badName('user', name),
  refuse: (rules) =>
    groupsMissing(rules) ??
    inlineProblem(rules.properties) ??
    attachedProblem(rules, textsOf(rules.properties['ManagedPolicyArns'])),
  refuseDelete: userKept,
};

/** Who is in a group: those whose template says so, and those that a world puts there. */
export const membersOf = (state: WorldState, group: Resource): readonly string[] =>
  state.resources
    .filter(
      (each) =>
        each.type === USER &&
        each.accountId === group.accountId &&
        (textsOf(each.properties['Groups']).includes(group.id) ||
          textsOf(each.attributes['Groups']).includes(group.id)),
    )
    .map(({ id }) => id);

/** `AWS::IAM::Group`. */
export const group: TypeRow = {
  type: GROUP,
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 12, update: 8, delete: 5 },
  replaceOn: ['GroupName'],
  nameProperty: 'GroupName',
  nameLimit: 128,
  idOf: sameId,
  arnOf: (id, { accountId }, properties) =>
    `arn:aws:iam::${accountId}:group${pathOf(properties)}${id}`,
  attributesOf: (id, { accountId }, properties) => ({
    Arn: `arn:aws:iam::${accountId}:group${pathOf(properties)}${id}`,
  }),
  refuseCreate: ({ name }) => badName('group', name),
  refuse: (rules) =>
    inlineProblem(rules.properties) ??
    attachedProblem(rules, textsOf(rules.properties['ManagedPolicyArns'])),
  refuseDelete: (each, state) =>
    membersOf(state, each).length > 0 ? conflict('remove users from group') : undefined,
};

const MOST_KEYS = 2;

/** `AWS::IAM::AccessKey`. The sandbox makes no key that anybody could use. */
export const accessKey: TypeRow = {
  type: KEY,
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 5, update: 3, delete: 3 },
  replaceOn: ['Serial', 'UserName'],
  idPrefix: 'AKIA',
  idOf: sameId,
  arnOf: (_id, { accountId }, properties) =>
    `arn:aws:iam::${accountId}:user/coworker/${textProperty(properties, 'UserName')}`,
  attributesOf: () => ({ SecretAccessKey: 'not-a-key' }),
  bornWith: ({ state }) => ({ Serial: nextHex(state, 8) }),
  refuse: (rules) => {
    const name = textProperty(rules.properties, 'UserName');
    return missing(rules, USER, name)
      ? problem('NotFound', 404, `The user with name ${name} cannot be found.`)
      : undefined;
  },
  refuseCreate: ({ state, place, properties }) => {
    const name = jsonText(properties['UserName']);
    const owner = findResource(
      state,
      { type: USER, accountId: place.accountId, region: 'global' },
      name,
    );
    return owner !== undefined && keysOf(state, owner).length >= MOST_KEYS
      ? problem(
          'ServiceLimitExceeded',
          409,
          `Cannot exceed quota for AccessKeysPerUser: ${MOST_KEYS}`,
        )
      : undefined;
  },
};
