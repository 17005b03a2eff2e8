import type { Difference } from './required-differences.ts';

const NOT_FOR_PEOPLE =
  'A password, inline policies and policies of its own are nothing that a plan gives to a user or ' +
  'puts into a group: such a template is refused while drafting.';
const ONE_PATH = 'Users and groups of plans stay under `/coworker/`: another path is refused.';

const demanded = (
  type: string,
  because: string,
  rows: readonly (readonly [operation: string, ...actions: readonly string[]])[],
): readonly Difference[] =>
  rows.flatMap(([operation, ...actions]) =>
    actions.map((action) => ({
      type,
      operation,
      side: 'demanded, not asked' as const,
      action,
      because,
    })),
  );

/** Where AWS demands of users and groups what no session of ours has. */
export const PEOPLE: readonly Difference[] = [
  ...demanded('AWS::IAM::User', NOT_FOR_PEOPLE, [
    ['create of LoginProfile', 'iam:CreateLoginProfile', 'iam:DeleteLoginProfile'],
    ['create of ManagedPolicyArns', 'iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    ['create of Policies', 'iam:DeleteUserPolicy', 'iam:PutUserPolicy'],
    ['delete of LoginProfile', 'iam:DeleteLoginProfile'],
    ['delete of ManagedPolicyArns', 'iam:DetachUserPolicy'],
    ['delete of Policies', 'iam:DeleteUserPolicy'],
    [
      'update of LoginProfile',
      'iam:CreateLoginProfile',
      'iam:DeleteLoginProfile',
      'iam:UpdateLoginProfile',
    ],
    ['update of ManagedPolicyArns', 'iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
    ['update of Policies', 'iam:DeleteUserPolicy', 'iam:PutUserPolicy'],
  ]),
  ...demanded('AWS::IAM::User', ONE_PATH, [['update of Path', 'iam:UpdateUser']]),
  ...demanded('AWS::IAM::Group', NOT_FOR_PEOPLE, [
    ['create of Policies', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy'],
    ['delete of Policies', 'iam:DeleteGroupPolicy'],
    ['update of Policies', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy'],
  ]),
  ...demanded('AWS::IAM::Group', ONE_PATH, [['update of Path', 'iam:UpdateGroup']]),
];
