import type { CapConfig } from '../../config/config.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Tier } from '../../task/tier.ts';
import type { Finding, GuardianVerdict } from '../finding.ts';
import { worstOf, type Remark } from './worst.ts';

/** A limit of AWS and how much of it is used once the plan ran. */
export interface QuotaUse {
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}

/** What Buddha looks at. */
export interface BalanceView {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  readonly caps: CapConfig;
  readonly quotas: readonly QuotaUse[];
  /** Average CPU of what would become larger, in percent, by logical id. */
  readonly averageCpu: Readonly<Record<string, number>>;
  /** Values of the tag Confidentiality in the plan. */
  readonly confidentiality: readonly string[];
}

/** Above this share of a limit a person should know. */
const NEAR = 0.8;
/** Below this average, what runs is larger than it needs to be. */
const OVER_PROVISIONED_CPU = 20;

/** Table: kinds of data that a tier may not hold. */
const FORBIDDEN_DATA: Readonly<Record<Tier, readonly string[]>> = {
  sandbox: ['confidential', 'restricted'],
  development: ['confidential', 'restricted'],
  test: ['confidential', 'restricted'],
  staging: ['restricted'],
  unknown: ['restricted'],
  production: [],
};

const against = (name: string, used: number, limit: number): readonly Remark[] => {
  const because = `${name}: ${Math.round(used)} of ${limit}`;
  if (used > limit) return [{ verdict: 'FAIL', because }];
  return limit > 0 && used > NEAR * limit ? [{ verdict: 'WARN', because }] : [];
};

const budget = ({ plan, caps }: BalanceView): readonly Remark[] => {
  const limit = caps.monthlyUsd[plan.tier];
  if (limit === undefined) return [];
  return against(`USD a month for ${plan.tier}`, plan.cost.afterUsdMonthly, limit);
};

const instances = ({ plan, caps }: BalanceView): readonly Remark[] => {
  const limit = caps.instances[plan.tier];
  const created = plan.steps
    .flatMap((step) => step.changes)
    .filter(({ type, action }) => type === 'AWS::EC2::Instance' && action === 'create');
  return limit === undefined
    ? []
    : against(`EC2 instances for ${plan.tier}`, created.length, limit);
};

const data = ({ plan, confidentiality }: BalanceView): readonly Remark[] =>
  confidentiality
    .filter((kind) => FORBIDDEN_DATA[plan.tier].includes(kind))
    .map((kind) => ({ verdict: 'FAIL', because: `${plan.tier} may not hold ${kind} data` }));

const sizes = ({ findings, averageCpu }: BalanceView): readonly Remark[] => [
  ...findings
    .filter(({ item, status }) => item === 'EC2-04' && status !== 'REMEDIATE' && status !== 'PASS')
    .map(({ detail }): Remark => ({ verdict: 'WARN', because: detail })),
  ...Object.entries(averageCpu)
    .filter(([, percent]) => percent < OVER_PROVISIONED_CPU)
    .map(([id, percent]): Remark => ({
      verdict: 'WARN',
      because: `${id} uses ${percent} % of its CPU on average: it is over-provisioned`,
    })),
];

/** Balance: quotas, limits and data of the tier, share of the budget, right sizes. */
export const askBuddha = (view: BalanceView): GuardianVerdict =>
  worstOf('Buddha', [
    ...view.quotas.flatMap(({ name, used, limit }) => against(name, used, limit)),
    ...budget(view),
    ...instances(view),
    ...data(view),
    ...sizes(view),
  ]);
