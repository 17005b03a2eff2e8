import { describe, expect, it } from 'vitest';
import { holdsTrust } from '../../src/services/iam-role/trust.ts';
import type { Json } from '../../src/task/json.ts';

const trusting = (...Statement: readonly Json[]): Json => ({ Version: '2012-10-17', Statement });
const allow = (Principal: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const told = (document: Json): string => encodeURIComponent(JSON.stringify(document));

const LAMBDA = allow({ Service: 'lambda.amazonaws.com' });
const EC2 = allow({ Service: 'ec2.amazonaws.com' });
const ROOT = 'arn:aws:iam::333333333333:root';
const ONLY = { StringEquals: { 'aws:SourceAccount': '333333333333' } };

describe('what a role trusts', () => {
  it.each<[string, Json, Json, boolean]>([
    ['is the plan', trusting(LAMBDA), trusting(LAMBDA), true],
    [
      'is the plan in lists of one',
      trusting(LAMBDA),
      trusting(allow({ Service: ['lambda.amazonaws.com'] }, { Action: ['sts:AssumeRole'] })),
      true,
    ],
    ['is one statement without a list', trusting(LAMBDA), { Statement: LAMBDA }, true],
    ['is in another order', trusting(LAMBDA, EC2), trusting(EC2, LAMBDA), true],
    [
      'is an account by its number',
      trusting(allow({ AWS: '333333333333' })),
      trusting(allow({ AWS: ROOT })),
      true,
    ],
    [
      'is what only CloudFormation knows',
      trusting(allow({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } })),
      trusting(allow({ AWS: ROOT })),
      true,
    ],
    ['is another service', trusting(LAMBDA), trusting(EC2), false],
    ['is somebody beside', trusting(LAMBDA), trusting(LAMBDA, allow({ AWS: ROOT })), false],
    [
      'is somebody beside in the same statement',
      trusting(LAMBDA),
      trusting(allow({ Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] })),
      false,
    ],
    [
      'is another kind of principal beside',
      trusting(LAMBDA),
      trusting(allow({ Service: 'lambda.amazonaws.com', AWS: '*' })),
      false,
    ],
    [
      'lacks its condition',
      trusting(allow({ Service: 'lambda.amazonaws.com' }, { Condition: ONLY })),
      trusting(LAMBDA),
      false,
    ],
    [
      'is a denial',
      trusting(LAMBDA),
      trusting(allow({ Service: 'lambda.amazonaws.com' }, { Effect: 'Deny' })),
      false,
    ],
    ['is nobody', trusting(LAMBDA), trusting(), false],
    ['is planned to be nobody', trusting(), trusting(), false],
  ])('%s', (_name, planned, found, expected) => {
    expect(holdsTrust(told(found), planned)).toBe(expected);
  });

  it.each([['%'], ['nonsense'], [undefined], ['']])('is not told by %s', (text) => {
    expect(holdsTrust(text, trusting(LAMBDA))).toBe(false);
  });
});
