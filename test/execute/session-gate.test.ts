import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { sessionGatePolicy } from '../../sandbox/roles/session-gate.ts';
import { statementsOf } from '../../src/execute/policy-statements.ts';
import { behindGate, isGateable } from '../../src/execute/session-gate.ts';
import type { ActionNeed, Conditions } from '../../src/plan/action-need.ts';

const ROLE = 'arn:aws:iam::333333333333:role/coworker/orders';
const STACK = 'arn:aws:cloudformation:us-east-1:333333333333:stack/aws-coworker-7-a/1';

const NEEDS: readonly ActionNeed[] = [
  {
    action: 'iam:CreateRole',
    resources: [ROLE],
    purpose: 'forward',
    via: 'cloudformation',
    conditions: {
      StringEquals: {
        'iam:PermissionsBoundary': 'arn:aws:iam::333333333333:policy/AwsCoworkerBoundary',
      },
    },
  },
  {
    action: 'cloudformation:ExecuteChangeSet',
    resources: [STACK],
    purpose: 'forward',
    via: 'direct',
  },
];

const allow = (statements: ReturnType<typeof statementsOf>) =>
  statements.map(({ actions, resources, conditions }) => ({
    Effect: 'Allow',
    Action: [...actions],
    Resource: [...resources],
    Condition: conditions,
  }));

const plain = { Version: '2012-10-17', Statement: allow(statementsOf(NEEDS)) };
const behind = allow(statementsOf(behindGate(NEEDS, '333333333333')));
const gated = {
  Version: '2012-10-17',
  Statement: [...behind, ...sessionGatePolicy('333333333333').Statement],
};

const decide = async (
  policy: object,
  [action, resource]: readonly [string, string],
  contextVariables: Record<string, string | string[]>,
): Promise<string> => {
  const result = await runSimulation(
    {
      request: {
        principal: 'arn:aws:iam::333333333333:role/AwsCoworkerDeployer',
        action,
        resource: { resource, accountId: '333333333333' },
        contextVariables,
      },
      sessionPolicy: policy,
      identityPolicies: [
        {
          name: 'all',
          policy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
          },
        },
      ],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType !== 'single') throw new Error(JSON.stringify(result));
  return result.result.analysis.result === 'Allowed' ? 'allowed' : 'denied';
};

const FORWARDED = { 'aws:CalledVia': ['cloudformation.amazonaws.com'] };
const BOUNDED = {
  'iam:PermissionsBoundary': 'arn:aws:iam::333333333333:policy/AwsCoworkerBoundary',
};

type Row = readonly [
  string,
  readonly [string, string],
  Record<string, string | string[]>,
  'allowed' | 'denied',
];

describe('one gate for all statements', () => {
  it.each([
    ['a stack call by ourselves', ['cloudformation:ExecuteChangeSet', STACK], {}, 'allowed'],
    ['a forwarded write', ['iam:CreateRole', ROLE], { ...FORWARDED, ...BOUNDED }, 'allowed'],
    ['a forwarded write without its boundary', ['iam:CreateRole', ROLE], FORWARDED, 'denied'],
    ['the same write by ourselves', ['iam:CreateRole', ROLE], BOUNDED, 'denied'],
    [
      'a write forwarded by another service',
      ['iam:CreateRole', ROLE],
      { ...BOUNDED, 'aws:CalledVia': ['athena.amazonaws.com'] },
      'denied',
    ],
    ['another role', ['iam:CreateRole', `${ROLE}2`], { ...FORWARDED, ...BOUNDED }, 'denied'],
    ['who we are, which nobody can deny', ['sts:GetCallerIdentity', '*'], {}, 'allowed'],
  ] as readonly Row[])('%s', async (_, call, context, expected) => {
    expect(await decide(gated, call, context)).toBe(expected);
    if (call[0] !== 'sts:GetCallerIdentity') {
      expect(await decide(plain, call, context)).toBe(expected);
    }
  });

  it('takes the words of its own conditions away, and leaves every other', () => {
    expect(behind.map((one) => one.Condition)).toEqual([{}, {}]);
    const via = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['CoworkerIssue'] } };
    const passed = { 'iam:PassedToService': 'lambda.amazonaws.com' };
    const boundary = 'arn:aws:iam::333333333333:policy/AwsCoworkerBoundary';
    const need = { resources: [ROLE], purpose: 'forward', via: 'cloudformation' } as const;
    const conditions = (action: string, given: Conditions | undefined): Conditions | undefined =>
      behindGate(
        [{ ...need, action, ...(given === undefined ? {} : { conditions: given }) }],
        '333333333333',
      )[0]?.conditions;
    const bounded = { 'iam:PermissionsBoundary': boundary };
    expect(conditions('iam:PutRolePolicy', { ...via, StringEquals: bounded })).toEqual(via);
    expect(conditions('iam:CreateRole', { StringEquals: { ...bounded, ...passed } })).toEqual({
      StringEquals: passed,
    });
    const foreign = { StringEquals: { 'iam:PermissionsBoundary': `${boundary}2` } };
    expect(conditions('iam:CreateRole', foreign)).toEqual(foreign);
    expect(conditions('iam:TagRole', { StringEquals: bounded })).toEqual({ StringEquals: bounded });
    expect(conditions('s3:CreateBucket', undefined)).toEqual({});
  });

  it('is no form for a session that calls another service by itself', () => {
    expect(isGateable(NEEDS)).toBe(true);
    expect(
      isGateable([
        { action: 'iam:CreateRole', resources: [ROLE], purpose: 'forward', via: 'direct' },
      ]),
    ).toBe(false);
  });
});
