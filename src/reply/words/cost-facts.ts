import type { CostPart, CostReport } from '../../report/cost/cost-report.ts';
import { centsOf, centsThatAddUp, sumOf, type Money } from '../../report/cost/money.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { JsonObject } from '../../task/json.ts';
import type { CostReportView } from '../cost-report.ts';
import { centWords, changeWords, moneyWords } from '../money-words.ts';
import { toldText } from './plan-facts.ts';
import { NO_FACTS, type MoneyFact, type TrendFact, type WordFacts } from './word-facts.ts';

const MOST_PARTS = 15;

/** A part with the cents that its table shows. */
interface ShownPart {
  readonly name: string;
  readonly cents: bigint;
  readonly amount: Money;
  readonly before?: Money;
}

const shownParts = (
  parts: readonly CostPart[],
  nameOf: (name: string) => string,
): readonly ShownPart[] => {
  const cents = centsThatAddUp(parts.map(({ amount }) => amount));
  return parts
    .map((part, at) => ({ ...part, name: toldText(nameOf(part.name), 80), cents: cents[at] ?? 0n }))
    .slice(0, MOST_PARTS);
};

const partTold = ({ name, cents, amount, before }: ShownPart, currency: string): JsonObject => ({
  name,
  week: centWords(cents, currency),
  ...(before === undefined ? {} : { change: changeWords(amount, before) }),
});

const accountName = (accounts: readonly AwsAccount[]) => (id: string) =>
  accounts.find((one) => one.id === id)?.name ?? 'an account without a name';

interface Parts {
  readonly accounts: readonly ShownPart[];
  readonly services: readonly ShownPart[];
  readonly agents: readonly ShownPart[];
}

const partsOf = ({ breakdown }: CostReport, accounts: readonly AwsAccount[]): Parts => ({
  accounts: shownParts(breakdown?.accounts ?? [], accountName(accounts)),
  services: shownParts(breakdown?.services ?? [], (name) => name),
  agents: shownParts(breakdown?.agents ?? [], (name) => name),
});

const monthTold = ({ monthToDate, forecast, currency }: CostReport): JsonObject =>
  monthToDate === undefined
    ? {}
    : {
        'this month so far': moneyWords(monthToDate, currency),
        ...(forecast === undefined
          ? {}
          : { 'month expected': moneyWords(sumOf([monthToDate, forecast.amount]), currency) }),
      };

const beforeTold = ({ before, total, currency }: CostReport): JsonObject =>
  before === undefined
    ? {}
    : { 'week before': moneyWords(before, currency), change: changeWords(total, before) };

const budgetTold = ({ budgets, currency }: CostReport): readonly JsonObject[] =>
  budgets.map(({ name, limit, spent, reached, willReach }) => ({
    name: toldText(name, 60),
    limit: moneyWords(limit, currency),
    spent: moneyWords(spent, currency),
    reached: `${reached} %`,
    'expected to reach': `${willReach} %`,
  }));

const anomalyTold = (
  { anomalies = [], currency }: CostReport,
  accounts: readonly AwsAccount[],
): readonly JsonObject[] =>
  anomalies.slice(0, MOST_PARTS).map(({ impact, cause }) => ({
    'more than expected': moneyWords(impact, currency),
    service: toldText(cause.service, 80),
    region: toldText(cause.region, 40),
    ...(cause.account === '' ? {} : { account: accountName(accounts)(cause.account) }),
  }));

const centsNumber = (cents: bigint): number => Math.abs(Number(cents));

const partMoney = ({ name, cents }: ShownPart): MoneyFact => ({
  cents: centsNumber(cents),
  role: 'other',
  of: name,
});

const wholeMoney = (report: CostReport): readonly MoneyFact[] => {
  const { total, before, monthToDate, forecast, budgets, anomalies = [] } = report;
  const fact = (amount: Money, rest: Omit<MoneyFact, 'cents'>): MoneyFact => ({
    cents: centsNumber(centsOf(amount)),
    ...rest,
  });
  return [
    fact(total, { role: 'after' }),
    ...(before === undefined ? [] : [fact(before, { role: 'now' })]),
    ...(monthToDate === undefined ? [] : [fact(monthToDate, { role: 'now' })]),
    ...(monthToDate === undefined || forecast === undefined
      ? []
      : [fact(sumOf([monthToDate, forecast.amount]), { role: 'after' })]),
    ...budgets.flatMap(({ name, limit, spent }) =>
      [limit, spent].map((amount) => fact(amount, { role: 'other', of: toldText(name, 60) })),
    ),
    ...anomalies.map(({ impact, cause }) =>
      fact(impact, { role: 'other', of: toldText(cause.service, 80) }),
    ),
  ];
};

const directionOf = (now: Money, before: Money): TrendFact['direction'] => {
  const [a, b] = [centsOf(now), centsOf(before)];
  return a === b ? 'same' : a > b ? 'up' : 'down';
};

const trendsOf = ({ total, before }: CostReport, parts: readonly ShownPart[]) => [
  ...(before === undefined ? [] : [{ direction: directionOf(total, before) }]),
  ...parts.flatMap((part) =>
    part.before === undefined
      ? []
      : [{ of: part.name, direction: directionOf(part.amount, part.before) }],
  ),
];

/**
 * What of a cost report words may speak of; undefined where there is no report, or none in US
 * dollars. An amount of a part is true only beside the name of that part.
 */
export const costFacts = ({ report, accounts, gaps }: CostReportView): WordFacts | undefined => {
  if (report === undefined || report.currency !== 'USD') return undefined;
  const parts = partsOf(report, accounts);
  const all = [...parts.accounts, ...parts.services, ...parts.agents];
  const told = (some: readonly ShownPart[]) => some.map((part) => partTold(part, report.currency));
  return {
    ...NO_FACTS,
    about: 'costs',
    told: {
      week: moneyWords(report.total, report.currency),
      ...beforeTold(report),
      ...monthTold(report),
      budgets: budgetTold(report),
      unusual: anomalyTold(report, accounts),
      accounts: told(parts.accounts),
      services: told(parts.services),
      agents: told(parts.agents),
      'not known': gaps.map(({ what, because }) => toldText(`${what}: ${because}`)),
    },
    amounts: {
      account: report.breakdown?.accounts.length ?? 0,
      service: report.breakdown?.services.length ?? 0,
      budget: report.budgets.length,
    },
    money: [...wholeMoney(report), ...all.map(partMoney)],
    trends: trendsOf(report, all),
    accounts: accounts.map(({ name, tier }) => ({ name, tier })),
  };
};
