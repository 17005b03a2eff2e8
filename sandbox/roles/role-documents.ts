import type { PolicyDocument, PolicyStatement } from '../iam/policy.ts';

/** What the documents of a role depend on. */
export interface RoleContext {
  readonly accountId: string;
  readonly toolingAccountId: string;
  readonly organizationId: string;
  readonly externalId: string;
}

/** One role as a template would declare it. */
export interface RoleDocuments {
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly { readonly name: string; readonly policy: PolicyDocument }[];
  /** Managed policies that it carries beside its own. */
  readonly managed?: readonly { readonly name: string; readonly policy: PolicyDocument }[];
}

/** Makes the documents of one role for one account. */
export type RoleMaker = (context: RoleContext) => RoleDocuments;

/** Writes on a role or user that are allowed under the boundary only. */
export const BOUNDED_WRITES: readonly string[] = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
];

/** The stacks of this application, by the beginning of their names. */
export const OWN_STACKS = 'arn:aws:cloudformation:*:*:stack/aws-coworker-*/*';

/** True only for calls that CloudFormation forwards. */
export const VIA_CLOUDFORMATION = {
  'ForAnyValue:StringEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
} as const;

/** The AWS principal of a worker identity. */
export const workerArn = (context: RoleContext, identity: string): string =>
  `arn:aws:iam::${context.toolingAccountId}:role/${identity}`;

const outside = (context: RoleContext): Readonly<Record<string, string>> => ({
  'sts:ExternalId': context.externalId,
  'aws:PrincipalOrgID': context.organizationId,
});

/** Trust of a reading role: fixed source identity, no session tags. */
export const readerTrust = (context: RoleContext): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Assume',
      Effect: 'Allow',
      Principal: { AWS: workerArn(context, 'aws-coworker-reader') },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { ...outside(context), 'sts:SourceIdentity': 'aws-coworker' },
      },
    },
    {
      Sid: 'Name',
      Effect: 'Allow',
      Principal: { AWS: workerArn(context, 'aws-coworker-reader') },
      Action: 'sts:SetSourceIdentity',
      Condition: { StringEquals: { 'sts:SourceIdentity': 'aws-coworker' } },
    },
  ],
});

/** Trust of a writing role: the source identities of those who may approve, and request tags. */
export const deployerTrust = (
  context: RoleContext,
  approvers: string | readonly string[],
  tagged: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Assume',
      Effect: 'Allow',
      Principal: { AWS: workerArn(context, 'aws-coworker-deployer') },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: outside(context),
        StringLike: { 'sts:SourceIdentity': approvers },
        ...tagged,
      },
    },
    {
      Sid: 'NameAndTag',
      Effect: 'Allow',
      Principal: { AWS: workerArn(context, 'aws-coworker-deployer') },
      Action: ['sts:TagSession', 'sts:SetSourceIdentity'],
    },
  ],
});

/** What no plan may ever do, and no role that a plan makes. */
export const NEVER_ACTIONS: PolicyStatement = {
  Sid: 'Never',
  Effect: 'Deny',
  Action: [
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'cloudtrail:PutEventSelectors',
    'guardduty:DeleteDetector',
    'guardduty:UpdateDetector',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:StopMonitoringMembers',
    'config:StopConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:DeleteDeliveryChannel',
    'backup:DeleteBackupVault',
    'backup:DeleteRecoveryPoint',
    'backup:DeleteBackupPlan',
    'kms:ScheduleKeyDeletion',
    'kms:DisableKey',
    'organizations:LeaveOrganization',
    'organizations:DetachPolicy',
    'organizations:DeletePolicy',
    'organizations:DisablePolicyType',
    'organizations:UpdatePolicy',
    'organizations:CloseAccount',
    'securityhub:DisableSecurityHub',
  ],
  Resource: '*',
};

/** What no role of ours may ever do. Source: governance specification, section 5. */
export const NEVER: readonly PolicyStatement[] = [
  NEVER_ACTIONS,
  {
    Sid: 'OwnRoles',
    Effect: 'Deny',
    NotAction: ['iam:Get*', 'iam:List*', 'sts:*'],
    Resource: ['arn:aws:iam::*:role/AwsCoworker*', 'arn:aws:iam::*:policy/AwsCoworker*'],
  },
];
