import { describe, expect, it } from 'vitest';
import { findOwner, readOwnStack, readProperties } from '../../src/services/facts.ts';
import { isOurStack } from '../../src/services/owner.ts';
import { answer, DEV, NOT_FOUND, readerOf, REGION, type Answers } from './samples.ts';

const ID = `arn:aws:cloudformation:us-east-1:${DEV}:stack/aws-coworker-7-reports/0a1b`;
const TARGET = { region: REGION, type: 'AWS::S3::Bucket', physicalId: 'reports' };

const member = (more: object = {}) => ({
  StackName: 'aws-coworker-7-reports',
  StackId: ID,
  LogicalResourceId: 'B',
  PhysicalResourceId: 'reports',
  ResourceType: 'AWS::S3::Bucket',
  ResourceStatus: 'CREATE_COMPLETE',
  ...more,
});

const stack = (more: object = {}) => ({
  StackName: 'aws-coworker-7-reports',
  StackId: ID,
  StackStatus: 'CREATE_COMPLETE',
  Tags: [{ Key: 'CoworkerManaged', Value: 'true' }],
  ...more,
});

const world = (members: readonly object[], one: object): Answers => ({
  'CloudFormation.DescribeStackResources': answer({ StackResources: members }),
  'CloudFormation.DescribeStacks': answer({ Stacks: [one] }),
  'CloudFormation.GetTemplate': answer({ TemplateBody: '{}' }),
});

describe('who owns what exists', () => {
  const none = {
    ok: false,
    code: 'ValidationError',
    httpStatus: 400,
    message: 'Stack for reports does not exist',
  } as const;
  const rows: readonly (readonly [string, Answers, string])[] = [
    ['nothing is known of it', {}, 'nobody'],
    ['AWS says no stack has it', { 'CloudFormation.DescribeStackResources': none }, 'nobody'],
    ['a stack of ours', world([member()], stack()), 'ours'],
    ['a name like ours without our tag', world([member()], stack({ Tags: [] })), 'foreign'],
    [
      'our tag on a stack of another name',
      world([member()], stack({ StackName: 'network' })),
      'foreign',
    ],
    [
      'A64 a stack of the application itself',
      world([member()], stack({ StackName: 'aws-coworker-roles' })),
      'foreign',
    ],
    ['a nested stack', world([member()], stack({ ParentId: 'x' })), 'foreign'],
    [
      'the id of another type',
      world([member({ ResourceType: 'AWS::Logs::LogGroup' })], stack()),
      'foreign',
    ],
    [
      'a stack that is gone meanwhile',
      world([member()], stack({ StackStatus: 'DELETE_COMPLETE' })),
      'foreign',
    ],
  ];

  it.each(rows)('%s', async (_name, answers, owner) => {
    expect((await findOwner(readerOf(answers), TARGET)).owner).toBe(owner);
  });

  it('a stack of ours comes with all that undoing needs', async () => {
    const one = stack({
      RoleARN: 'arn:aws:iam::333333333333:role/x',
      Parameters: [{ ParameterKey: 'A', ParameterValue: 'b' }],
    });
    const found = await readOwnStack(readerOf(world([member()], one)), REGION, ID);
    expect(found).toEqual({
      stackName: 'aws-coworker-7-reports',
      stackId: ID,
      status: 'CREATE_COMPLETE',
      hasRole: true,
      parameters: { A: 'b' },
      tags: { CoworkerManaged: 'true' },
      templateBody: '{}',
      resources: [{ logicalId: 'B', type: 'AWS::S3::Bucket', physicalId: 'reports' }],
    });
  });

  it('an empty stack that a preview left counts as none', async () => {
    const one = stack({ StackStatus: 'REVIEW_IN_PROGRESS' });
    expect(await readOwnStack(readerOf(world([], one)), REGION, ID)).toBe('absent');
  });

  it('a denied look is a fault, never nobody', async () => {
    const denied = { ok: false, code: 'AccessDenied', httpStatus: 403, message: '' } as const;
    const answers = { 'CloudFormation.DescribeStackResources': denied };
    await expect(findOwner(readerOf(answers), TARGET)).rejects.toMatchObject({ kind: 'denied' });
  });

  it('properties that are no object are a malformed answer', async () => {
    const broken = answer({ ResourceDescription: { Properties: '[1]' } });
    const reader = readerOf({ 'CloudControl.GetResource': broken });
    await expect(readProperties(reader, TARGET)).rejects.toMatchObject({
      kind: 'malformed-answer',
    });
    const cut = answer({ ResourceDescription: { Properties: '{"a":' } });
    await expect(
      readProperties(readerOf({ 'CloudControl.GetResource': cut }), TARGET),
    ).rejects.toMatchObject({ kind: 'malformed-answer' });
    const gone = readerOf({ 'CloudControl.GetResource': NOT_FOUND });
    expect(await readProperties(gone, TARGET)).toBeUndefined();
  });

  it.each([
    ['aws-coworker-7-reports', 'true', true],
    ['aws-coworker-7-reports', 'false', false],
    ['aws-coworker-roles', 'true', false],
    ['xaws-coworker-7-reports', 'true', false],
  ])('%s with CoworkerManaged=%s is ours: %s', (name, managed, is) => {
    expect(isOurStack(name, { CoworkerManaged: managed })).toBe(is);
  });
});
