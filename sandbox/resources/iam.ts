import type { JsonObject } from '../../src/task/json.ts';
import { problem, sameId, textProperty, type TypeRow } from './model.ts';
import { policyHolderProblem, profileProblem, roleProblem } from './role-rules.ts';

const pathOf = (properties: JsonObject): string => textProperty(properties, 'Path') || '/';

/** `AWS::IAM::Role`. */
export const role: TypeRow = {
  type: 'AWS::IAM::Role',
  service: 'Iam',
  isGlobal: true,
  tags: 'list',
  seconds: { create: 18, update: 10, delete: 5 },
  replaceOn: ['Path', 'RoleName'],
  nameProperty: 'RoleName',
  nameLimit: 64,
  idOf: sameId,
  arnOf: (id, { accountId }, properties) =>
    `arn:aws:iam::${accountId}:role${pathOf(properties)}${id}`,
  attributesOf: (id, { accountId }, properties) => ({
    Arn: `arn:aws:iam::${accountId}:role${pathOf(properties)}${id}`,
    RoleId: `AROA${id
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .padEnd(17, 'X')
      .slice(0, 17)}`,
  }),
  refuseCreate: ({ name }) =>
    /^[\w+=,.@-]{1,64}$/.test(name)
      ? undefined
      : problem('InvalidRequest', 400, `The specified value for roleName is invalid: ${name}`),
  refuse: roleProblem,
  refuseDelete: (resource, state) =>
    state.resources.some(
      (each) =>
        each.type === 'AWS::IAM::InstanceProfile' &&
        each.accountId === resource.accountId &&
        JSON.stringify(each.properties['Roles'] ?? []).includes(`"${resource.id}"`),
    )
      ? problem(
          'InvalidRequest',
          409,
          'Cannot delete entity, must remove roles from instance profile first.',
        )
      : undefined,
};

/** `AWS::IAM::Policy`: an inline policy of roles. */
export const iamPolicy: TypeRow = {
  type: 'AWS::IAM::Policy',
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 10, update: 8, delete: 3 },
  replaceOn: [],
  idPrefix: 'policy-',
  idOf: sameId,
  arnOf: (_id, { accountId }, properties) => {
    const roles = properties['Roles'];
    const [first] = Array.isArray(roles) ? roles : [];
    return `arn:aws:iam::${accountId}:role/${String(first ?? '')}`;
  },
  attributesOf: (id) => ({ Id: id }),
  refuse: policyHolderProblem,
};

/** `AWS::IAM::InstanceProfile`. */
export const instanceProfile: TypeRow = {
  type: 'AWS::IAM::InstanceProfile',
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 60, update: 20, delete: 5 },
  replaceOn: ['InstanceProfileName', 'Path'],
  nameProperty: 'InstanceProfileName',
  nameLimit: 128,
  idOf: sameId,
  arnOf: (id, { accountId }, properties) =>
    `arn:aws:iam::${accountId}:instance-profile${pathOf(properties)}${id}`,
  attributesOf: (id, { accountId }, properties) => ({
    Arn: `arn:aws:iam::${accountId}:instance-profile${pathOf(properties)}${id}`,
  }),
  refuse: profileProblem,
};

/** `AWS::IAM::ManagedPolicy`. Its id is its ARN; no role of ours makes one outside of the path. */
export const managedPolicy: TypeRow = {
  type: 'AWS::IAM::ManagedPolicy',
  service: 'Iam',
  isGlobal: true,
  tags: 'none',
  seconds: { create: 10, update: 8, delete: 4 },
  replaceOn: ['Description', 'ManagedPolicyName', 'Path'],
  nameProperty: 'ManagedPolicyName',
  nameLimit: 128,
  idOf: (name, { accountId }) => `arn:aws:iam::${accountId}:policy/coworker/${name}`,
  arnOf: sameId,
  attributesOf: (id) => ({ PolicyArn: id }),
  refuse: policyHolderProblem,
  refuseDelete: ({ id, accountId }, state) =>
    state.resources.some(
      (each) =>
        each.accountId === accountId &&
        JSON.stringify(each.properties['ManagedPolicyArns'] ?? []).includes(`"${id}"`),
    )
      ? problem('InvalidRequest', 409, 'Cannot delete a policy attached to entities.')
      : undefined,
};
