import { describe, expect, it } from 'vitest';
import { makePlan, type PlanRequest } from '../../src/plan/make-plan.ts';
import { CONTINUE_ROLLBACK } from '../../src/plan/stack-call.ts';
import type { OperateDraft } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { config } from '../approve/fixtures.ts';
import { removeStep } from '../execute/fixtures.ts';
import { sure } from '../services/samples.ts';
import { athena, change, draft, inputs, known, preview, previewed, request } from './fixtures.ts';

const codeOf = (asked: PlanRequest): string => {
  const made = makePlan(asked);
  return made.ok ? 'planned' : made.refusal.code;
};

const many = (count: number): readonly never[] =>
  Array.from({ length: count }, (_, index) =>
    change('Remove', { LogicalResourceId: `Bucket${index}` }),
  );

/** So many lost, of so many that there are. */
const losing = (lost: number, count?: number): PlanRequest => {
  const asked = previewed({ changes: many(lost) });
  const counts = [{ accountId: athena.id, type: 'AWS::S3::Bucket', count: count ?? 0 }];
  return count === undefined ? asked : { ...asked, inputs: { ...asked.inputs, counts } };
};

const undoing = (asked: PlanRequest): PlanRequest => {
  const undo = { planId: 'p1', plan: {}, facts: {}, stepIds: [] } as never;
  return { ...asked, inputs: { ...asked.inputs, undo } };
};

const replacing = request({
  inputs: {
    ...inputs,
    previews: [
      {
        ...preview,
        changeSetType: 'UPDATE',
        changes: [change('Modify', { Replacement: 'True' })],
      },
    ],
  },
  drafted: {
    steps: [{ draft: { ...draft, changeSetType: 'UPDATE' }, phase: 1 }],
    deviations: [],
  },
});

/** A replacement of the named resource, in which this property changes. */
const renaming = (path: string, isStateful: boolean): PlanRequest => {
  const Details = [
    { Target: { Attribute: 'Properties', Name: path, Path: `/Properties/${path}` } },
  ];
  const changes = [change('Modify', { Replacement: 'True', Details })];
  const previews = [{ ...preview, changeSetType: 'UPDATE' as const, changes }];
  return {
    ...replacing,
    inputs: { ...replacing.inputs, previews },
    known: { ...known, isStateful: () => isStateful },
  };
};

/** So many buckets, each made after the one before it, or all at once. */
const template = (count: number, isChain: boolean): Template => ({
  Resources: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Bucket${index}`,
      {
        Type: 'AWS::S3::Bucket',
        ...(isChain && index > 0 ? { DependsOn: `Bucket${index - 1}` } : {}),
      },
    ]),
  ),
});

const gone = { ...sure(removeStep().changes[0]) };

/** The deletion of a stack of so many buckets, of which each takes five minutes. */
const deleting = (count: number, isChain: boolean): PlanRequest => {
  const held = template(count, isChain);
  const changes = Object.keys(held.Resources).map((logicalId) => ({ ...gone, logicalId }));
  const removal = removeStep({ template: held, changes });
  const drafted = { steps: [{ draft: removal, phase: 1 }], deviations: [] };
  const undone = undoing(request({ drafted }));
  return { ...undone, known: { ...known, slowestMinutes: () => 5 } };
};

/** A rollback that goes on, of so many minutes there and back. */
const continuing = (slowestMinutes: number): PlanRequest => {
  const { taskIds, accountId, region, ownerAgent, inverse } = draft;
  const step: OperateDraft = {
    taskIds,
    accountId,
    region,
    ownerAgent,
    inverse,
    slowestMinutes,
    kind: 'operate',
    summary: 'continue',
    operationClass: 'sensitive',
    needs: [],
    operation: CONTINUE_ROLLBACK,
    target: 'arn:aws:cloudformation:us-east-1:333333333333:stack/x/1',
    input: {},
    changes: [],
  };
  return request({ drafted: { steps: [{ draft: step, phase: 1 }], deviations: [] } });
};

/** A stack that a pull request makes, of so many minutes there and back. */
const proposing = (slowestMinutes: number): PlanRequest =>
  request({
    inputs: { ...inputs, accounts: [{ ...athena, tier: 'production' }] },
    drafted: { steps: [{ draft: { ...draft, slowestMinutes }, phase: 1 }], deviations: [] },
  });

describe('limits', () => {
  it.each([
    ['A65 twenty-five of 125 are lost', losing(25, 125), 'planned'],
    ['A65 twenty-five of 124 are lost', losing(25, 124), 'too-many-resources'],
    ['A65 twenty-six of many are lost', losing(26, 1000), 'too-many-resources'],
    ['A65 six of an unknown number are lost', losing(6), 'too-many-resources'],
    ['A65 the only five are lost', losing(5), 'planned'],
    ['A65 six are undone', undoing(losing(6)), 'planned'],
    ['A65 twenty-six are undone', undoing(losing(26)), 'too-many-resources'],
    ['a named bucket is replaced', replacing, 'replaces-named-resource'],
    ['one without data gets another name', renaming('BucketName', false), 'planned'],
    ['one with data gets another name', renaming('BucketName', true), 'replaces-named-resource'],
    ['one without data keeps its name', renaming('Acl', false), 'replaces-named-resource'],
    [
      'forty-one minutes',
      request({
        drafted: { steps: [{ draft: { ...draft, slowestMinutes: 41 }, phase: 1 }], deviations: [] },
      }),
      'too-slow-for-session',
    ],
    ['a hundred minutes of a workflow', proposing(100), 'planned'],
    ['a hundred and one minutes of a workflow', proposing(101), 'too-slow-for-session'],
    ['the deletion of eight in a row, of five minutes each', deleting(8, true), 'planned'],
    ['the deletion of nine in a row', deleting(9, true), 'too-slow-for-session'],
    ['the deletion of nine side by side', deleting(9, false), 'planned'],
    ['a rollback that goes on for forty minutes', continuing(80), 'planned'],
    ['a rollback that goes on for longer', continuing(82), 'too-slow-for-session'],
    [
      'an unknown account',
      request({ inputs: { ...inputs, accounts: [{ ...athena, tier: 'unknown' }] } }),
      'tier-unknown',
    ],
    [
      'development and production in one issue',
      request({ inputs: { ...inputs, accounts: [athena, { ...athena, tier: 'production' }] } }),
      'no-route',
    ],
    [
      'a request without a target',
      request({ inputs: { ...inputs, accounts: [] }, drafted: { steps: [], deviations: [] } }),
      'no-route',
    ],
  ])('%s', (_, asked, code) => {
    expect(codeOf(asked)).toBe(code);
  });

  it('a deletion that is too slow is told by its own minutes, not by there and back', () => {
    expect(makePlan(deleting(9, true))).toMatchObject({
      refusal: {
        because: expect.stringContaining('Step step-1 can take 45 minutes to delete'),
        next: expect.stringContaining('delete the stack by hand'),
      },
    });
  });

  it('a rollback that is too slow is told by its own minutes', () => {
    expect(makePlan(continuing(82))).toMatchObject({
      refusal: {
        because: expect.stringContaining('can take 41 minutes to set back all'),
        next: expect.stringContaining('by hand'),
      },
    });
  });

  it('the cap is configuration', () => {
    const caps = { ...config.caps, resourcesLostOrChanged: 1 };
    expect(codeOf({ ...previewed({ changes: many(2) }), config: { ...config, caps } })).toBe(
      'too-many-resources',
    );
  });
});
