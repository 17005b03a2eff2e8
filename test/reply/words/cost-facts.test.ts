import { describe, expect, it } from 'vitest';
import type { CostReport } from '../../../src/report/cost/cost-report.ts';
import { parseMoney, type Money } from '../../../src/report/cost/money.ts';
import { windowAt } from '../../../src/report/cost/window.ts';
import type { CostReportView } from '../../../src/reply/cost-report.ts';
import { renderCostVoice } from '../../../src/reply/cost-voice.ts';
import { checkWords } from '../../../src/reply/words/check-words.ts';
import { costFacts } from '../../../src/reply/words/cost-facts.ts';
import { NO_FACTS } from '../../../src/reply/words/word-facts.ts';
import { ACCOUNT, ACCOUNTS } from '../samples.ts';

const money = (text: string): Money => {
  const parsed = parseMoney(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

const WINDOW = windowAt(new Date('2026-11-30T07:00:00Z'));

const REPORT: CostReport = {
  window: WINDOW,
  scope: { metric: 'unblended' },
  currency: 'USD',
  total: money('110'),
  before: money('100'),
  records: [],
  givenBack: [],
  daily: [],
  estimatedDays: [],
  breakdown: {
    accounts: [{ name: ACCOUNT, amount: money('110'), before: money('100') }],
    services: [
      { name: 'AWS Lambda', amount: money('80'), before: money('50') },
      { name: 'Amazon S3', amount: money('30'), before: money('50') },
    ],
    agents: [{ name: 'BillGates', amount: money('80'), before: money('50') }],
    origins: [],
  },
  monthToDate: money('400'),
  budgets: [{ name: 'all', limit: money('500'), spent: money('400'), reached: 80, willReach: 80 }],
  anomalies: [],
  gaps: [],
  requests: 7,
};

const viewOf = (report: CostReport): CostReportView => ({
  week: WINDOW.week,
  window: WINDOW,
  report,
  gaps: [],
  searched: 'all',
  accounts: ACCOUNTS,
  teams: [],
  requests: 7,
  maskAccountIds: false,
  personas: true,
});

const FACTS = costFacts(viewOf(REPORT)) ?? NO_FACTS;

describe('what words may say of a cost report', () => {
  it.each([
    'The week cost $110.00, up from $100.00 the week before.',
    'The total went up by 10.0 %.',
    'AWS Lambda cost $80.00 this week, and its cost rose by 60.0 %.',
    'Amazon S3 costs went down to $30.00.',
    'The budget `all` has $400.00 of $500.00 spent.',
    'The development account athena spent $110.00.',
    'BillGates looks after $80.00 of it.',
  ])('keeps: %s', (text) => {
    expect([text, checkWords(text, FACTS).dropped]).toEqual([text, []]);
  });

  it.each([
    'The week cost $111.00.',
    'The week before cost $110.00.',
    'The costs went down.',
    'AWS Lambda cost $30.00 this week.',
    'AWS Lambda costs went down.',
    'Amazon S3 cost $110.00.',
    'The costs rose by 12 %.',
    'Amazon EC2 cost $80.00.',
    'The production account athena spent $110.00.',
    'You can save $50.00.',
    'The old bucket was deleted.',
    'It costs $440.00 a year.',
  ])('drops: %s', (text) => {
    expect([text, checkWords(text, FACTS).kept]).toEqual([text, '']);
  });

  it('is nothing without a report, or in another currency', () => {
    const { report: _, ...nothing } = viewOf(REPORT);
    expect(costFacts(nothing)).toBeUndefined();
    expect(costFacts(viewOf({ ...REPORT, currency: 'EUR' }))).toBeUndefined();
  });

  it('is told to a model without the ids of accounts', () => {
    expect(JSON.stringify(FACTS.told)).not.toContain(ACCOUNT);
  });
});

describe('the sentence at the head of a cost report', () => {
  const budgets = (given: Partial<CostReport['budgets'][number]>): CostReport => ({
    ...REPORT,
    budgets: REPORT.budgets.map((budget) => ({ ...budget, ...given })),
  });
  const rows: readonly (readonly [string, CostReport | undefined, RegExp])[] = [
    ['nothing is known', undefined, /not known/],
    ['more', REPORT, /More than the week before/],
    ['less', { ...REPORT, total: money('90') }, /Less than the week before/],
    ['as much', { ...REPORT, total: money('100.001') }, /As much as the week before/],
    ['no trend', { ...REPORT, before: undefined } as unknown as CostReport, /no trend/],
    ['spent', budgets({ reached: 100 }), /budget is spent/],
    ['will be', budgets({ willReach: 120 }), /not expected to last/],
  ];

  it.each(rows)('%s', (_, report, words) => {
    expect(renderCostVoice(report)).toMatch(words);
    expect(renderCostVoice(report)).toMatch(/^> \*Drucker agent, management\*: /);
  });
});
