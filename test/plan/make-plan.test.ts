import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestPlan } from '../../src/plan/digest.ts';
import { makePlan, type PlanRequest } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { change, draft, inputs, preview, previewed, request } from './fixtures.ts';

const planOf = (asked: PlanRequest): Plan => {
  const made = makePlan(asked);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};

const updated = (raw: never): PlanRequest =>
  request({
    inputs: { ...inputs, previews: [{ ...preview, changeSetType: 'UPDATE', changes: [raw] }] },
    drafted: {
      steps: [{ draft: { ...draft, changeSetType: 'UPDATE' }, phase: 1 }],
      deviations: [],
    },
  });

const context = (big: boolean): string => JSON.stringify({ Properties: { Big: big } });

describe('makePlan', () => {
  it('is empty when nothing was drafted', () => {
    const plan = planOf(request({ drafted: { steps: [], deviations: [] } }));
    expect(plan.steps).toEqual([]);
    expect(plan.risk).toEqual({ level: 'low', because: ['nothing is created, changed or lost'] });
  });

  it('is empty when the preview found no changes', () => {
    expect(planOf(previewed({ status: 'empty', changes: [] })).steps).toEqual([]);
  });

  it('a new bucket is low risk, priced, reversible and lost by nobody', () => {
    const plan = planOf(request());
    expect(plan).toMatchObject({
      route: 'execute',
      tier: 'development',
      counts: { create: 1, change: 0, replace: 0, delete: 0 },
      operationClass: 'non-destructive',
      losesData: false,
      lost: { resources: 0, hasStateful: false },
      risk: { level: 'low' },
      reversibility: 'reversible',
      requesterIds: [1001],
      cost: { beforeUsdMonthly: 0, afterUsdMonthly: 1.27, deltaUsdMonthly: 1.27, unpriced: [] },
    });
    expect(plan.steps[0]?.needs.map((need) => need.action)).toEqual(['test:create']);
  });

  it('a deleted bucket loses data, is destructive and high risk', () => {
    expect(planOf(updated(change('Remove', { BeforeContext: context(true) })))).toMatchObject({
      operationClass: 'destructive',
      losesData: true,
      lost: { resources: 1, hasStateful: true },
      risk: { level: 'high' },
      cost: { beforeUsdMonthly: 10, afterUsdMonthly: 0, deltaUsdMonthly: -10 },
    });
  });

  it('a retained bucket is deleted without losing data', () => {
    expect(planOf(updated(change('Remove', { PolicyAction: 'Retain' }))).losesData).toBe(false);
  });

  it('a changed encryption is sensitive and high risk', () => {
    const raw = change('Modify', {
      Replacement: 'False',
      Details: [
        { Target: { Path: '/Properties/BucketEncryption', RequiresRecreation: 'Never' } },
        { Target: { Path: '/Properties/BucketEncryption', RequiresRecreation: 'Never' } },
      ],
    });
    const plan = planOf(updated(raw));
    expect(plan).toMatchObject({ operationClass: 'sensitive', risk: { level: 'high' } });
    expect(plan.steps[0]?.changes[0]?.properties).toHaveLength(1);
  });

  it.each([
    ['by its scope alone', { Scope: ['DeletionPolicy'] }],
    [
      'by a detail',
      {
        Scope: ['DeletionPolicy'],
        Details: [{ Target: { Attribute: 'DeletionPolicy', RequiresRecreation: 'Never' } }],
      },
    ],
  ])('a change of what outlives a stack, told %s, is sensitive and shown', (_, told) => {
    const plan = planOf(updated(change('Modify', { Replacement: 'False', ...told })));
    expect(plan).toMatchObject({ operationClass: 'sensitive', risk: { level: 'high' } });
    const paths = plan.steps[0]?.changes[0]?.properties.map(({ path }) => path);
    expect(paths).toEqual([expect.stringMatching(/^\/DeletionPolicy/)]);
  });

  it('what AWS does not show of before is unpriced, not free', () => {
    const plan = planOf(updated(change('Modify', { Replacement: 'False' })));
    expect(plan.cost.unpriced).toEqual([
      { logicalId: 'Bucket', because: 'AWS did not show what it is like today' },
    ]);
  });

  it('a conditional replacement counts as a replacement that may come', () => {
    const plan = planOf(updated(change('Modify', { Replacement: 'Conditional' })));
    expect(plan.counts.replace).toBe(1);
    expect(plan.risk.because).toContain('data is lost');
  });

  it.each(['Dynamic', 'Unheard', ''])(
    'A52 an action that can not be told (%s) may be the worst',
    (action) => {
      expect(planOf(updated(change(action, { Replacement: 'False' })))).toMatchObject({
        operationClass: 'destructive',
        losesData: true,
        counts: { replace: 1 },
      });
    },
  );

  it('words of the request raise the tier and are named as its source', () => {
    const [task] = inputs.tasks;
    const raised = {
      ...inputs,
      tasks: [{ ...task, tierRaisedTo: 'production' } as typeof task & object],
    };
    expect(planOf(request({ inputs: raised }))).toMatchObject({
      tier: 'production',
      route: 'pull-request',
      accounts: [{ tier: 'production', tierSource: 'request' }],
    });
  });

  it('A22 A23 author, labeller and last editor count as requesters, once each', () => {
    const issue = {
      ...inputs.issue,
      labeller: { id: 1003, login: 'triager' },
      editor: { id: 1001, login: 'requester' },
    };
    expect(planOf(request({ inputs: { ...inputs, issue } })).requesterIds).toEqual([1001, 1003]);
  });
});

/** Every leaf of a JSON value, as a path. */
const leaves = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] => {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, [...path, key]));
};

const changedAt = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}!`;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const holder = copy as Record<string, unknown>;
  holder[key] = changedAt(holder[key], rest);
  return holder;
};

describe('digestPlan', () => {
  it('planning twice gives one digest', () => {
    expect(digestPlan(planOf(request())).digest).toBe(digestPlan(planOf(request())).digest);
  });

  it('the order of keys does not matter', () => {
    const plan = planOf(request());
    const turned = Object.fromEntries(Object.entries(plan).toReversed()) as unknown as Plan;
    expect(digestPlan(turned).digest).toBe(digestPlan(plan).digest);
  });

  it('any planned field changed gives another digest', () => {
    const plan = planOf(request());
    const { digest } = digestPlan(plan);
    const paths = leaves(plan);
    expect(paths.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        expect(digestPlan(changedAt(plan, path) as Plan).digest).not.toBe(digest);
      }),
      { numRuns: paths.length * 3 },
    );
  });
});
