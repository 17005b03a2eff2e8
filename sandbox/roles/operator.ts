import { FAMILY_DIRECT } from './families/families.ts';
import { READS } from './reader.ts';
import { deployerTrust, NEVER, OWN_STACKS, type RoleMaker } from './role-documents.ts';

/** The calls of the operations catalogue and of Cloud Control. */
const WRITES: readonly string[] = [
  'cloudformation:DeleteResource',
  'cloudformation:UpdateResource',
  'dynamodb:CreateBackup',
  'dynamodb:DeleteTable',
  'dynamodb:TagResource',
  'dynamodb:UntagResource',
  'dynamodb:Update*',
  'ec2:CreateSnapshot',
  'ec2:CreateTags',
  'ec2:DeleteSecurityGroup',
  'ec2:DeleteSnapshot',
  'ec2:DeleteTags',
  'ec2:DeleteVolume',
  'ec2:ModifyInstance*',
  'ec2:ModifyVolume',
  'ec2:RebootInstances',
  'ec2:ReleaseAddress',
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:TerminateInstances',
  'lambda:DeleteAlias',
  'lambda:DeleteFunction',
  'lambda:PutFunctionConcurrency',
  'lambda:TagResource',
  'lambda:UntagResource',
  'lambda:UpdateAlias',
  'lambda:UpdateFunction*',
  'logs:AssociateKmsKey',
  'logs:DeleteLogGroup',
  'logs:DeleteRetentionPolicy',
  'logs:DisassociateKmsKey',
  'logs:PutRetentionPolicy',
  'logs:TagResource',
  'logs:UntagResource',
  's3:DeleteBucket',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutBucket*',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutObject',
  'sns:DeleteTopic',
  'sns:SetTopicAttributes',
  'sns:TagResource',
  'sns:UntagResource',
];

/** All that a session of a standing approval may do: no person has approved more. */
const HEALS: readonly string[] = [
  'ec2:Describe*',
  'ec2:RebootInstances',
  'ec2:StartInstances',
  'sts:GetCallerIdentity',
];

/** `AwsCoworkerOperator`: Cloud Control and the operations catalogue, never a stack. */
export const operatorRole: RoleMaker = (context) => ({
  name: 'AwsCoworkerOperator',
  trust: deployerTrust(context, ['gh-*', 'healing-*'], {
    Null: { 'aws:TagKeys': 'false' },
  }),
  policies: [
    {
      name: 'operate',
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Read',
            Effect: 'Allow',
            Action: [
              ...READS.filter((action) => action !== 's3:ListAllMyBuckets'),
              's3:ListBucket',
            ],
            Resource: '*',
          },
          {
            // A receipt has CloudFormation compare a stack; that changes nothing.
            Sid: 'DetectDrift',
            Effect: 'Allow',
            Action: 'cloudformation:DetectStackDrift',
            Resource: OWN_STACKS,
          },
          {
            Sid: 'Operate',
            Effect: 'Allow',
            Action: [...WRITES, ...FAMILY_DIRECT],
            Resource: '*',
          },
          {
            Sid: 'NoStacks',
            Effect: 'Deny',
            Action: [
              'cloudformation:ContinueUpdateRollback',
              'cloudformation:CreateChangeSet',
              'cloudformation:CreateStack',
              'cloudformation:DeleteChangeSet',
              'cloudformation:DeleteStack',
              'cloudformation:ExecuteChangeSet',
              'cloudformation:SetStackPolicy',
              'cloudformation:UpdateStack',
              'cloudformation:*StackSet*',
              'cloudformation:*StackInstances*',
            ],
            Resource: '*',
          },
          {
            Sid: 'OnlyHeal',
            Effect: 'Deny',
            NotAction: HEALS,
            Resource: '*',
            Condition: { StringLike: { 'aws:SourceIdentity': 'healing-*' } },
          },
          ...NEVER,
        ],
      },
    },
  ],
});
