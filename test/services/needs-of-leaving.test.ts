import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/plan/change.ts';
import type { Template } from '../../src/plan/template.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { removeStack, updateStack } from '../../src/services/stack-drafts.ts';
import type { OwnStack } from '../../src/services/owner.ts';
import { account, contextFor, DEV, taskOf, taken } from './samples.ts';

const NAME = 'aws-coworker-7-intake';
const context = contextFor(
  taskOf('AWS::CloudFormation::Stack', 'UpdateResource', { name: 'intake' }),
  {},
);
const INVERSE = { reversibility: 'reversible', summary: '' } as const;
const Parameters = { Name: { Type: 'String', Default: 'spare' } };

const stackOf = (template: Template, parameters: OwnStack['parameters']): OwnStack => ({
  stackName: NAME,
  stackId: `arn:aws:cloudformation:us-east-1:${DEV}:stack/${NAME}/1`,
  status: 'CREATE_COMPLETE',
  hasRole: false,
  parameters,
  tags: { CoworkerManaged: 'true' },
  templateBody: JSON.stringify(template),
  resources: [],
});

type Gone = Pick<PlannedChange, 'logicalId' | 'type'> & Partial<PlannedChange>;

const changeOf = (gone: Gone): PlannedChange => ({
  action: 'delete',
  ownerAgent: 'BillGates',
  properties: [],
  losesData: true,
  isSensitive: false,
  isConditional: false,
  ...gone,
});

/** A stack before and after, with the parameters of each, and what the change set shows. */
interface Update {
  readonly was: Template;
  readonly had?: OwnStack['parameters'];
  readonly is: Template;
  readonly has?: OwnStack['parameters'];
  readonly changes: readonly Gone[];
}

const deletesOf = ({ was, had = {}, is, has = {}, changes }: Update): readonly string[] => {
  const words = { template: is, parameters: has, summary: '', inverse: INVERSE };
  const draft = updateStack(context, stackOf(was, had), words);
  return planKnowledge
    .needsOf(draft, changes.map(changeOf), account())
    .filter(({ action, purpose }) => purpose === 'forward' && /Delete/.test(action))
    .map(({ action, resources }) => `${action} ${resources.join(' ')}`);
};

const KEEP = { Keep: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x' } } };
const QUEUE = 'AWS::SQS::Queue';
const BUCKET = 'AWS::S3::Bucket';
const POLICY = 'AWS::S3::BucketPolicy';
const named = (name: object, type = QUEUE, property = 'QueueName') => ({
  Type: type,
  Properties: { [property]: { ...name } },
});
const queue = (name: string): Gone => ({
  logicalId: 'Old',
  type: QUEUE,
  physicalId: `https://sqs.us-east-1.amazonaws.com/${DEV}/${name}`,
});
const policyOf = (bucket: string) => ({
  Type: POLICY,
  Properties: { Bucket: { Ref: bucket }, PolicyDocument: {} },
});
const data = named({ 'Fn::Sub': '${Name}-data' }, BUCKET, 'BucketName');
const deleteQueue = (name: string): readonly string[] => [
  `sqs:DeleteQueue arn:aws:sqs:us-east-1:${DEV}:${name}`,
];
const was = { Parameters, Resources: { Old: named({ Ref: 'Name' }), ...KEEP } };
const Pol = policyOf('Old');

describe('the rights on what leaves a stack', () => {
  const rows: readonly (readonly [string, Update, readonly string[]])[] = [
    ['are none where nothing leaves', { was, is: was, changes: [] }, []],
    [
      'are on the name of a parameter that leaves with it',
      { was, had: { Name: 'orders' }, is: { Resources: KEEP }, changes: [queue('orders')] },
      deleteQueue('orders'),
    ],
    [
      'are on the name of a default that leaves with it',
      { was, is: { Resources: KEEP }, changes: [queue('spare')] },
      deleteQueue('spare'),
    ],
    [
      'are on the id where the name is not known',
      {
        was: {
          Mappings: { Names: { a: { b: 'orders' } } },
          Resources: { Old: named({ 'Fn::FindInMap': ['Names', 'a', 'b'] }), ...KEEP },
        },
        is: { Resources: KEEP },
        changes: [queue('orders')],
      },
      deleteQueue('orders'),
    ],
    [
      'are on the id where the name that AWS shows is masked',
      { was, had: { Name: '****' }, is: { Resources: KEEP }, changes: [queue('orders')] },
      deleteQueue('orders'),
    ],
    [
      'are none where neither a name nor an id is known',
      {
        was: { Resources: { Old: named({ 'Fn::ImportValue': 'orders' }), ...KEEP } },
        is: { Resources: KEEP },
        changes: [{ logicalId: 'Old', type: QUEUE }],
      },
      [],
    ],
    [
      'never follow the new value of a parameter',
      {
        was: { Parameters, Resources: { Old: data, Pol, ...KEEP } },
        had: { Name: 'orders' },
        is: { Parameters, Resources: KEEP },
        has: { Name: 'payments' },
        changes: [
          { logicalId: 'Old', type: BUCKET, physicalId: 'orders-data' },
          { logicalId: 'Pol', type: POLICY, physicalId: 'orders-data' },
        ],
      },
      [
        's3:DeleteBucket arn:aws:s3:::orders-data',
        's3:DeleteBucketPolicy arn:aws:s3:::orders-data',
      ],
    ],
    [
      'are on the old one of what stays and is replaced',
      {
        was: { Parameters, Resources: { Old: data, Pol } },
        had: { Name: 'orders' },
        is: { Parameters, Resources: { Old: data } },
        has: { Name: 'payments' },
        changes: [
          { logicalId: 'Old', type: BUCKET, physicalId: 'orders-data', action: 'replace' },
          { logicalId: 'Pol', type: POLICY, physicalId: 'orders-data' },
        ],
      },
      [
        's3:DeleteBucketPolicy arn:aws:s3:::orders-data',
        's3:DeleteBucket arn:aws:s3:::orders-data arn:aws:s3:::payments-data',
      ],
    ],
    [
      'are the same for a logical id that every object has',
      {
        was: { Parameters, Resources: { constructor: named({ Ref: 'Name' }), ...KEEP } },
        had: { Name: 'orders' },
        is: { Resources: KEEP },
        changes: [{ ...queue('orders'), logicalId: 'constructor' }],
      },
      deleteQueue('orders'),
    ],
  ];

  it.each(rows)('%s', (_name, update, expected) => {
    expect([...deletesOf(update)].toSorted()).toEqual([...expected].toSorted());
  });
});

it('a stack is removed whose names only AWS knows: their ids bind the rights', () => {
  const template = { Resources: { Old: named({ 'Fn::ImportValue': 'orders' }) } };
  const { logicalId, type, physicalId = '' } = queue('orders');
  const stack = { ...stackOf(template, {}), resources: [{ logicalId, type, physicalId }] };
  const { needs } = taken(removeStack(context, stack, INVERSE));
  expect(needs.find(({ action }) => action === 'sqs:DeleteQueue')?.resources).toEqual([
    `arn:aws:sqs:us-east-1:${DEV}:orders`,
  ]);
});
