import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/review/baseline.ts';
import type { Finding } from '../../src/review/finding.ts';
import { decideGate } from '../../src/review/gate.ts';
import { PLAN_RULES } from '../../src/review/policies/plan-rules.ts';
import { reviewPlan } from '../../src/review/review-plan.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { TIERS, isAtLeast } from '../../src/task/tier.ts';
import { config } from '../approve/fixtures.ts';
import { inputs } from '../plan/fixtures.ts';
import { loadBaselines } from './judging.ts';
import { PLAN_VIOLATIONS } from './plan-violations.ts';
import { VIOLATIONS } from './violations.ts';

const baselines = loadBaselines();
const rules = baselines.flatMap(({ items }) =>
  items.filter(({ id, evidence }) => id.startsWith('POLICY-') && evidence !== 'live'),
);

const without = (rule: string): readonly Baseline[] =>
  baselines.map((one) =>
    Object.assign({}, one, { items: one.items.filter(({ id }) => id !== rule) }),
  );

const breaks = (findings: readonly Finding[], rule: string): boolean =>
  findings.some(({ item }) => item === rule);

describe('policies that a template can break', () => {
  it.each(VIOLATIONS.map((one) => [one.rule, one.name, one] as const))(
    '%s finds %s, and only while the rule is there',
    (rule, _, { template }) => {
      const found = reviewTemplate({ template, tier: 'production', baselines });
      const lost = reviewTemplate({ template, tier: 'production', baselines: without(rule) });
      expect([breaks(found, rule), breaks(lost, rule)]).toEqual([true, false]);
    },
  );

  const binding = VIOLATIONS.filter(({ rule }) =>
    rules.some((one) => one.id === rule && one.isPolicy),
  );

  it.each(binding.map((one) => [one.rule, one.name, one] as const))(
    '%s blocks %s in every tier in which it applies',
    (rule, _, { template }) => {
      const from = rules.find(({ id }) => id === rule)?.from ?? 'sandbox';
      for (const tier of TIERS.filter((one) => isAtLeast(one, from))) {
        const findings = reviewTemplate({ template, tier, baselines });
        expect(findings.find(({ item }) => item === rule)?.status).toBe('BLOCKED');
        expect(decideGate(findings, [], tier).decision).toBe('BLOCKED');
      }
    },
  );
});

describe('policies that a plan can break', () => {
  const review = (one: (typeof PLAN_VIOLATIONS)[number], loaded: readonly Baseline[]) =>
    reviewPlan({ plan: one.plan, baselines: loaded, config, inputs });

  it.each(PLAN_VIOLATIONS.map((one) => [one.rule, one.name, one] as const))(
    '%s: %s',
    (rule, _, one) => {
      const found = review(one, baselines);
      expect(breaks(found.findings, rule)).toBe(one.isBroken);
      expect(breaks(review(one, without(rule)).findings, rule)).toBe(false);
      if (one.isBroken) expect(found.gate.decision).toBe('BLOCKED');
    },
  );

  it('have code for each item and an item for each code', () => {
    const items = rules.filter(({ evidence }) => evidence === 'plan').map(({ id }) => id);
    expect(items.sort()).toEqual(Object.keys(PLAN_RULES).sort());
  });
});

describe('every rule of section 5', () => {
  it('has a template or a plan that breaks it', () => {
    const shown = new Set([
      ...VIOLATIONS.map(({ rule }) => rule),
      ...PLAN_VIOLATIONS.filter(({ isBroken }) => isBroken).map(({ rule }) => rule),
    ]);
    expect(rules.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});
