import { iamArn, listOf, onSet, referredName, tagActs, underBoundary } from '../acts.ts';
import { arnsOf } from '../iam-role/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

/** Groups that are named, and on a change any of ours: the former ones are not told. */
const groupArns = (input: NeedInput): readonly string[] =>
  input.action === 'create'
    ? listOf(input.properties['Groups'])
        .map((group) => referredName(group, input))
        .filter((name) => name !== undefined)
        .map((name) => iamArn('group', input, name))
    : [iamArn('group', input, '*')];

const onGroups = (action: string): Act => ({
  action,
  resources: groupArns,
  when: (input) => groupArns(input).length > 0,
});

const leaveGroups: Act = {
  action: 'iam:RemoveUserFromGroup',
  resources: groupArns,
  when: (input) => input.properties['Groups'] !== undefined,
};

/**
 * A password, inline policies and policies of its own are refused while drafting, so nothing here
 * gives them. The boundary can be set and never be taken away.
 */
export const userTable: TypeTable = tableOf({
  type: 'AWS::IAM::User',
  arns: arnsOf('user', 'UserName'),
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'UserName',
  createOnly: ['UserName', 'Path'],
  sensitiveProperties: ['*'],
  create: [{ action: 'iam:CreateUser', conditions: underBoundary }],
  remove: ['iam:DeleteUser', leaveGroups],
  read: [
    'iam:GetLoginProfile',
    'iam:GetUser',
    'iam:GetUserPolicy',
    'iam:ListAttachedUserPolicies',
    'iam:ListGroupsForUser',
    'iam:ListUserPolicies',
  ],
  properties: {
    Groups: onSet([onGroups('iam:AddUserToGroup')], [onGroups('iam:RemoveUserFromGroup')]),
    PermissionsBoundary: {
      set: [
        {
          action: 'iam:PutUserPermissionsBoundary',
          conditions: underBoundary,
          when: ({ action }) => action === 'change',
        },
      ],
    },
    Tags: tagActs('iam:TagUser', 'iam:UntagUser'),
  },
});

/** Whose key it is; its physical id is the id of the key and says nothing of it. */
const keyOwner = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['UserName'], input);
  return [iamArn('user', input, name ?? '*')];
};

const accessKeyTable: TypeTable = tableOf({
  type: 'AWS::IAM::AccessKey',
  arns: keyOwner,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['UserName', 'Serial'],
  sensitiveProperties: ['*'],
  create: ['iam:CreateAccessKey'],
  remove: ['iam:DeleteAccessKey'],
  read: ['iam:ListAccessKeys'],
  properties: { Status: onSet(['iam:UpdateAccessKey']) },
});

/** The reviewed tables of users and their keys. */
export const IAM_USER_TYPES: readonly TypeTable[] = [userTable, accessKeyTable];
