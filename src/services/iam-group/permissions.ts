import type { Conditions } from '../../plan/action-need.ts';
import { listOf, onSet } from '../acts.ts';
import { arnsOf } from '../iam-role/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const policies = (input: NeedInput): readonly string[] =>
  listOf(input.properties['ManagedPolicyArns']).filter((arn) => typeof arn === 'string');

/** Attaching names the policies; without this a group could be given any of them. */
const ofPolicies = (input: NeedInput): Conditions => ({
  ArnEquals: { 'iam:PolicyARN': policies(input) },
});

const attach: Act = {
  action: 'iam:AttachGroupPolicy',
  conditions: ofPolicies,
  when: (input) => policies(input).length > 0,
};

const detach: Act = {
  action: 'iam:DetachGroupPolicy',
  when: ({ properties }) => properties['ManagedPolicyArns'] !== undefined,
};

/** Inline policies are refused while drafting: nothing here puts one into a group. */
export const groupTable: TypeTable = tableOf({
  type: 'AWS::IAM::Group',
  arns: arnsOf('group', 'GroupName'),
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'GroupName',
  createOnly: ['GroupName', 'Path'],
  sensitiveProperties: ['*'],
  create: ['iam:CreateGroup'],
  remove: ['iam:DeleteGroup', detach],
  read: [
    'iam:GetGroup',
    'iam:GetGroupPolicy',
    'iam:ListAttachedGroupPolicies',
    'iam:ListGroupPolicies',
  ],
  properties: { ManagedPolicyArns: onSet([attach], ['iam:DetachGroupPolicy']) },
});

/** The reviewed table of a group. */
export const IAM_GROUP_TYPES: readonly TypeTable[] = [groupTable];
