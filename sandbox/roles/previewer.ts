import { NO_CONTENT, READ_STATEMENTS } from './reader.ts';
import { OWN_STACKS, readerTrust, type RoleMaker } from './role-documents.ts';

/** What a change set of ours may take into a stack; a test compares it with what is planned. */
const IMPORTED = [
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::ECS::Cluster',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
];

/** `AwsCoworkerPreviewer`: makes and deletes change sets, and can never execute one. */
export const previewerRole: RoleMaker = (context) => ({
  name: 'AwsCoworkerPreviewer',
  trust: readerTrust(context),
  policies: [
    {
      name: 'preview',
      policy: {
        Version: '2012-10-17',
        Statement: [
          ...READ_STATEMENTS,
          {
            Sid: 'Preview',
            Effect: 'Allow',
            Action: [
              'cloudformation:CreateChangeSet',
              'cloudformation:DeleteChangeSet',
              'cloudformation:TagResource',
            ],
            Resource: OWN_STACKS,
          },
          { Sid: 'ForwardedLists', Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' },
          ...NO_CONTENT,
          {
            Sid: 'NeverExecute',
            Effect: 'Deny',
            Action: [
              'cloudformation:ExecuteChangeSet',
              'cloudformation:DeleteStack',
              'cloudformation:CreateStack',
              'cloudformation:UpdateStack',
              'cloudformation:ContinueUpdateRollback',
              'iam:PassRole',
            ],
            Resource: '*',
          },
          {
            Sid: 'NoServiceRole',
            Effect: 'Deny',
            Action: 'cloudformation:CreateChangeSet',
            Resource: '*',
            Condition: { Null: { 'cloudformation:RoleArn': 'false' } },
          },
          {
            Sid: 'OnlyReviewedImports',
            Effect: 'Deny',
            Action: 'cloudformation:CreateChangeSet',
            Resource: '*',
            Condition: {
              'ForAnyValue:StringNotEquals': { 'cloudformation:ImportResourceTypes': IMPORTED },
            },
          },
        ],
      },
    },
  ],
});
