import { ROSTER } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import type { CostEstimate } from '../../plan/cost.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import type { Finding, Review } from '../../review/finding.ts';
import type { JsonObject } from '../../task/json.ts';
import { dollars, signedDollars, typeWords } from '../markdown.ts';
import { plainLine } from '../quote.ts';
import type { PlanView } from '../plan-view.ts';
import { stemOf } from './said.ts';
import type { ChangeFact, FindingFact, MoneyFact, TrendFact, WordFacts } from './word-facts.ts';

/** Changes and findings that a model is told of at most; the tables hold all. */
const MOST_TOLD = 40;

const NUMBERED = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** Data for a model: visible characters, bounded, without ids of accounts, requests and tokens. */
export const toldText = (text: string, most = 200): string =>
  plainLine(text, most)
    .replaceAll(NUMBERED, '(id)')
    .replaceAll(/(?<!\d)\d{12}(?!\d)/g, '(account)');

/** What is planned, as far as words need it: no template, no policy, no text of the request. */
export type PlanTold = Pick<PlanView, 'plan' | 'review' | 'requirement'>;

const changeTold = (step: Step, change: PlannedChange): JsonObject => ({
  does: change.action,
  what: typeWords(change.type),
  name: toldText(change.logicalId, 64),
  ...(change.physicalId === undefined ? {} : { called: toldText(change.physicalId, 128) }),
  data: change.losesData ? 'is lost' : change.action === 'create' ? 'holds none yet' : 'is kept',
  owner: change.ownerAgent,
  ...(step.kind === 'operate' ? { operation: step.operation } : {}),
});

const costTold = (cost: CostEstimate): JsonObject => ({
  period: 'a month',
  ...(cost.lines.length === 0 && cost.unpriced.length > 0
    ? {}
    : {
        now: dollars(cost.beforeUsdMonthly),
        after: dollars(cost.afterUsdMonthly),
        difference: signedDollars(cost.deltaUsdMonthly),
      }),
  'not priced': cost.unpriced.map(({ logicalId }) => toldText(logicalId, 64)).slice(0, MOST_TOLD),
  assumed: [...new Set(cost.lines.flatMap(({ assumptions }) => assumptions))]
    .map((one) => toldText(one))
    .slice(0, MOST_TOLD),
});

const findingTold = (finding: Finding): JsonObject => ({
  item: finding.item,
  title: toldText(finding.title),
  pillar: finding.pillar,
  severity: finding.severity,
  status: finding.status,
  resource: toldText(finding.resource, 64),
  detail: toldText(finding.detail),
});

/** A review as a model is told of it. */
export const reviewTold = ({ findings, gate, guardians, overall }: Review): JsonObject => ({
  gate: gate.decision,
  enforcement: gate.enforcement,
  overall,
  guardians: guardians.map(({ guardian, verdict, because }) => ({
    guardian,
    verdict,
    because: because.map((one) => toldText(one)),
  })),
  findings: findings.slice(0, MOST_TOLD).map(findingTold),
});

const planTold = ({ plan, review }: PlanTold): JsonObject => ({
  accounts: plan.accounts.map(({ name, tier, regions }) => ({
    name: toldText(name, 50),
    tier,
    regions: [...regions],
  })),
  counts: { ...plan.counts },
  changes: plan.steps
    .flatMap((step) => step.changes.map((change) => changeTold(step, change)))
    .slice(0, MOST_TOLD),
  steps: plan.steps.slice(0, MOST_TOLD).map(({ summary }) => toldText(summary)),
  risk: { level: plan.risk.level, because: plan.risk.because.map((one) => toldText(one)) },
  cost: costTold(plan.cost),
  review: reviewTold(review),
  undo: {
    can: plan.reversibility,
    how: plan.phases.map(({ rollback }) => toldText(rollback)),
  },
  otherwise: plan.deviations.map(({ planned, because }) => ({
    planned: toldText(planned),
    because: toldText(because),
  })),
  agents: ROSTER.filter(({ name }) => ownersOf(plan).has(name)).map(({ name, field }) => ({
    name,
    field,
  })),
});

const ownersOf = (plan: Plan): ReadonlySet<string> =>
  new Set(plan.steps.map(({ ownerAgent }) => ownerAgent));

const centsOf = (usd: number): number => Math.abs(Math.round(usd * 100));

const moneyOf = ({
  beforeUsdMonthly,
  afterUsdMonthly,
  deltaUsdMonthly,
  lines,
  unpriced,
}: CostEstimate) =>
  lines.length === 0 && unpriced.length > 0
    ? []
    : ([
        { cents: centsOf(beforeUsdMonthly), role: 'now' },
        { cents: centsOf(afterUsdMonthly), role: 'after' },
        { cents: centsOf(deltaUsdMonthly), role: 'difference' },
        ...lines.flatMap(({ logicalId, beforeUsdMonthly: was, afterUsdMonthly: is }) => [
          { cents: centsOf(was), role: 'now' as const, of: logicalId },
          { cents: centsOf(is), role: 'after' as const, of: logicalId },
        ]),
      ] satisfies readonly MoneyFact[]);

const directionOf = (delta: number): TrendFact['direction'] =>
  Math.abs(delta) < 0.005 ? 'same' : delta > 0 ? 'up' : 'down';

const trendsOf = ({ lines, deltaUsdMonthly, unpriced }: CostEstimate): readonly TrendFact[] => [
  // What is not priced may cost anything: nothing is said of the whole then.
  ...(unpriced.length > 0 ? [] : [{ direction: directionOf(deltaUsdMonthly) }]),
  ...lines.map(({ logicalId, beforeUsdMonthly, afterUsdMonthly }) => ({
    of: logicalId,
    direction: directionOf(afterUsdMonthly - beforeUsdMonthly),
  })),
];

const tally = (nouns: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const noun of nouns) counts[noun] = (counts[noun] ?? 0) + 1;
  return counts;
};

/** The nouns by which a type is counted: `S3 bucket policy` is a policy, and no bucket. */
export const nounOf = (type: string): string => stemOf(typeWords(type).split(' ').at(-1) ?? '');

const changeFact = (change: PlannedChange): ChangeFact => ({
  names: [change.logicalId, change.physicalId]
    .filter((name) => name !== undefined)
    .map((name) => toldText(name, 128)),
  what: typeWords(change.type),
  noun: nounOf(change.type),
  does: change.action,
  losesData: change.losesData,
  owner: change.ownerAgent,
});

const findingFact = (finding: Finding): FindingFact => ({
  item: finding.item,
  title: toldText(finding.title),
  severity: finding.severity,
  status: finding.status,
  resource: toldText(finding.resource, 64),
  detail: toldText(finding.detail),
});

const amountsOf = ({ plan, review }: PlanTold): Readonly<Record<string, number>> => {
  const changes = plan.steps.flatMap((step) => step.changes);
  const regions = new Set(plan.accounts.flatMap((account) => account.regions));
  return {
    ...tally(changes.map(({ type }) => nounOf(type))),
    resource: changes.length,
    step: plan.steps.length,
    phase: plan.phases.length,
    account: plan.accounts.length,
    region: regions.size,
    agent: ownersOf(plan).size,
    finding: review.findings.length,
  };
};

const verdictsOf = ({ gate, guardians, overall }: Review): WordFacts['verdicts'] => {
  const isBlocked = gate.decision === 'BLOCKED';
  const verdicts = guardians.map(({ verdict }) => verdict);
  return [
    ...(isBlocked ? (['blocked'] as const) : []),
    ...(!isBlocked && verdicts.every((one) => one === 'PASS') ? (['pass'] as const) : []),
    ...(gate.decision === 'WARN_AND_PROCEED' || verdicts.includes('WARN')
      ? (['warn'] as const)
      : []),
    ...(verdicts.includes('FAIL') ? (['fail'] as const) : []),
    ...(overall === 'COMPLIANT' ? (['compliant'] as const) : []),
  ];
};

/** What of a plan and its review words may speak of, and what contradicts them. */
export const planFacts = (view: PlanTold): WordFacts => {
  const { plan, review } = view;
  return {
    told: planTold(view),
    changes: plan.steps.flatMap((step) => step.changes.map(changeFact)),
    findings: review.findings.map(findingFact),
    counts: plan.counts,
    amounts: amountsOf(view),
    money: moneyOf(plan.cost),
    trends: trendsOf(plan.cost),
    accounts: plan.accounts.map(({ name, tier }) => ({ name, tier })),
    risk: plan.risk.level,
    losesData: plan.losesData,
    reversibility: plan.reversibility,
    verdicts: verdictsOf(review),
    severities: Object.fromEntries(review.findings.map(({ item, severity }) => [item, severity])),
  };
};
