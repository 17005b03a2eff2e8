import { policy, type PolicyDocument } from '../iam/policy.ts';

const FULL_ACCESS = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

const OWN_ROLES = policy({
  Sid: 'OwnRolesAreReadOnly',
  Effect: 'Deny',
  Action: [
    'iam:Attach*',
    'iam:Create*',
    'iam:Delete*',
    'iam:Detach*',
    'iam:Put*',
    'iam:Set*',
    'iam:Tag*',
    'iam:Untag*',
    'iam:Update*',
  ],
  Resource: ['arn:aws:iam::*:role/AwsCoworker*', 'arn:aws:iam::*:policy/AwsCoworker*'],
  Condition: {
    ArnNotLike: {
      'aws:PrincipalArn': [
        'arn:aws:iam::*:role/stacksets-exec-*',
        'arn:aws:iam::*:role/break-glass',
      ],
    },
  },
});

const OWN_STACKS = policy({
  Sid: 'OwnRoleStacksAreReadOnly',
  Effect: 'Deny',
  Action: [
    'cloudformation:CancelUpdateStack',
    'cloudformation:ContinueUpdateRollback',
    'cloudformation:CreateChangeSet',
    'cloudformation:CreateStack',
    'cloudformation:DeleteChangeSet',
    'cloudformation:DeleteStack',
    'cloudformation:ExecuteChangeSet',
    'cloudformation:RollbackStack',
    'cloudformation:SetStackPolicy',
    'cloudformation:UpdateStack',
    'cloudformation:UpdateTerminationProtection',
  ],
  Resource: [
    'arn:aws:cloudformation:*:*:stack/StackSet-AwsCoworker*/*',
    'arn:aws:cloudformation:*:*:stack/aws-coworker-workers/*',
    'arn:aws:cloudformation:*:*:stack/aws-coworker-organization-reader/*',
  ],
  Condition: {
    ArnNotLike: {
      'aws:PrincipalArn': [
        'arn:aws:iam::*:role/stacksets-exec-*',
        'arn:aws:iam::*:role/break-glass',
      ],
    },
  },
});

const NO_DEPLOYERS = policy({
  Sid: 'NoDeployerHere',
  Effect: 'Deny',
  Action: 'iam:CreateRole',
  Resource: ['arn:aws:iam::*:role/AwsCoworkerDeployer', 'arn:aws:iam::*:role/AwsCoworkerOperator'],
});

/** Service control policies by target: an OU path, or `Root`. */
export const DEFAULT_SCPS: readonly {
  readonly target: string;
  readonly name: string;
  readonly policy: PolicyDocument;
}[] = [
  { target: 'Root', name: 'FullAWSAccess', policy: FULL_ACCESS },
  { target: 'Root', name: 'own-roles', policy: OWN_ROLES },
  { target: 'Root', name: 'own-role-stacks', policy: OWN_STACKS },
  { target: 'Workloads/Production', name: 'no-deployers', policy: NO_DEPLOYERS },
  { target: 'Workloads/Staging', name: 'no-deployers', policy: NO_DEPLOYERS },
];

/** The policy every OU and account has beside what is attached to it. */
export const fullAccess = FULL_ACCESS;
