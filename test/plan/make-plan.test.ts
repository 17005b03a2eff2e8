import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestPlan } from '../../src/plan/digest.ts';
import { makePlan, type PlanRequest } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { config } from '../approve/fixtures.ts';
import { athena, change, draft, inputs, preview, previewed, request } from './fixtures.ts';

const planOf = (asked: PlanRequest): Plan => {
  const made = makePlan(asked);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};

const codeOf = (asked: PlanRequest): string => {
  const made = makePlan(asked);
  return made.ok ? 'planned' : made.refusal.code;
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
  const undo = { planId: 'p1', plan: planOf(request()), facts: {}, stepIds: [] } as never;
  return { ...asked, inputs: { ...asked.inputs, undo } };
};

const replacing = updated(change('Modify', { Replacement: 'True' }));

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
    [
      'forty-one minutes',
      request({
        drafted: { steps: [{ draft: { ...draft, slowestMinutes: 41 }, phase: 1 }], deviations: [] },
      }),
      'too-slow-for-session',
    ],
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

  it('the cap is configuration', () => {
    const caps = { ...config.caps, resourcesLostOrChanged: 1 };
    expect(codeOf({ ...previewed({ changes: many(2) }), config: { ...config, caps } })).toBe(
      'too-many-resources',
    );
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
