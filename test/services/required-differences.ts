import { PEOPLE, WATCHERS } from './security-differences.ts';

/** One action that the reviewed table and the sandbox's own table do not share. */
export interface Difference {
  readonly type: string;
  /** The call, and the property that brings it. */
  readonly operation: string;
  readonly side: 'asked, not demanded' | 'demanded, not asked';
  readonly action: string;
  readonly because: string;
}

const NO_STREAM =
  'A table that streams to Kinesis needs writes on the stream and a service-linked role, which ' +
  'no deployer has: such a template is refused while drafting.';
const NO_KEY_LOST =
  'No role of this application may delete or disable a key: its template must retain it, else it ' +
  'is refused while drafting.';
const WHAT_IT_FINDS =
  'The handler takes away what it finds in and on the role, which may be more than was planned.';

/** Each difference that stays, with its reason. One that disappears fails the test as well. */
export const DIFFERENCES: readonly Difference[] = [
  {
    type: 'AWS::DynamoDB::Table',
    operation: 'create of KinesisStreamSpecification',
    side: 'demanded, not asked',
    action: 'dynamodb:EnableKinesisStreamingDestination',
    because: NO_STREAM,
  },
  {
    type: 'AWS::DynamoDB::Table',
    operation: 'update of KinesisStreamSpecification',
    side: 'demanded, not asked',
    action: 'dynamodb:EnableKinesisStreamingDestination',
    because: NO_STREAM,
  },
  {
    type: 'AWS::DynamoDB::Table',
    operation: 'update of KinesisStreamSpecification',
    side: 'demanded, not asked',
    action: 'dynamodb:DisableKinesisStreamingDestination',
    because: NO_STREAM,
  },
  {
    type: 'AWS::IAM::Role',
    operation: 'delete',
    side: 'asked, not demanded',
    action: 'iam:DeleteRolePolicy',
    because: WHAT_IT_FINDS,
  },
  {
    type: 'AWS::IAM::Role',
    operation: 'delete',
    side: 'asked, not demanded',
    action: 'iam:DetachRolePolicy',
    because: WHAT_IT_FINDS,
  },
  {
    type: 'AWS::IAM::Role',
    operation: 'update of Description',
    side: 'asked, not demanded',
    action: 'iam:UpdateRoleDescription',
    because:
      'The published handler names this one beside iam:UpdateRole and does not say which of the ' +
      'two it calls; both write nothing but the description and the length of sessions.',
  },
  {
    type: 'AWS::IAM::Role',
    operation: 'update of PermissionsBoundary',
    side: 'demanded, not asked',
    action: 'iam:DeleteRolePermissionsBoundary',
    because: 'A role never loses its boundary: a template without it is refused while drafting.',
  },
  {
    type: 'AWS::KMS::Key',
    operation: 'create',
    side: 'demanded, not asked',
    action: 'kms:ScheduleKeyDeletion',
    because: NO_KEY_LOST,
  },
  {
    type: 'AWS::KMS::Key',
    operation: 'delete',
    side: 'demanded, not asked',
    action: 'kms:ScheduleKeyDeletion',
    because: NO_KEY_LOST,
  },
  {
    type: 'AWS::KMS::Key',
    operation: 'update of Enabled',
    side: 'demanded, not asked',
    action: 'kms:DisableKey',
    because: NO_KEY_LOST,
  },
  ...PEOPLE,
  ...WATCHERS,
];
