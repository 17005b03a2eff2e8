import { describe, expect, it } from 'vitest';
import { withoutImplied } from '../../src/execute/implied-statements.ts';
import type { Statement } from '../../src/execute/policy-statements.ts';

const EVERY = 'arn:aws:ec2:us-east-1:333333333333:*';
const VPC = 'arn:aws:ec2:us-east-1:333333333333:vpc/vpc-1';

const tags = (
  conditions: Statement['conditions'],
  resources: readonly string[] = [EVERY],
  actions: readonly string[] = ['ec2:CreateTags'],
): Statement => ({ actions, resources, conditions });

const creating = (...actions: readonly string[]) =>
  tags({ StringEquals: { 'ec2:CreateAction': actions } });
const inAnyCreation = tags({ Null: { 'ec2:CreateAction': 'false' } });

describe('a statement that another one implies is left out', () => {
  it.each<readonly [string, Statement, Statement]>([
    ['a value, where the key only has to be there', creating('RunInstances'), inAnyCreation],
    ['one of several resources', tags({}, [VPC]), tags({}, [EVERY])],
    ['one of several actions', tags({}), tags({}, [EVERY], ['ec2:CreateTags', 'ec2:DeleteTags'])],
    ['one more condition', creating('RunInstances'), tags({})],
    ['the very same', creating('RunInstances'), creating('RunInstances')],
  ])('%s', (_name, narrow, wide) => {
    expect(withoutImplied([narrow, wide])).toEqual([wide]);
    expect(withoutImplied([wide, narrow])).toEqual([wide]);
  });

  it.each<readonly [string, Statement, Statement]>([
    ['two values of one key', creating('RunInstances'), creating('CreateVpc')],
    ['a key that must not be there', creating('A'), tags({ Null: { 'ec2:CreateAction': 'true' } })],
    ['another key', creating('A'), tags({ Null: { 'aws:CalledVia': 'false' } })],
    [
      'a value that holds without the key as well',
      tags({ StringEqualsIfExists: { 'ec2:CreateAction': 'A' } }),
      inAnyCreation,
    ],
    [
      'a value that is excluded',
      tags({ StringNotEquals: { 'ec2:CreateAction': 'A' } }),
      inAnyCreation,
    ],
    ['other resources', tags({}, [VPC]), tags({}, [`${VPC}2`])],
    ['other actions', tags({}, [VPC], ['ec2:DeleteTags']), tags({}, [EVERY])],
  ])('but not %s', (_name, one, other) => {
    expect(withoutImplied([one, other])).toEqual([one, other]);
  });
});
