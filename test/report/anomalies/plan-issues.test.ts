import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasEnded, planAnomalyIssues } from '../../../src/report/anomalies/plan-issues.ts';
import { parseMoney, type Money } from '../../../src/report/cost/money.ts';
import type { Anomaly } from '../../../src/report/cost/outlook.ts';

const anomaly = (id: string, usd: string, more: Partial<Anomaly> = {}): Anomaly => ({
  id,
  from: '2026-11-18',
  until: '',
  impact: parseMoney(usd) as Money,
  cause: { account: '222222222222', service: 'AWS Lambda', region: '', usage: '' },
  ...more,
});

const RULES = { leastUsd: 10, accounts: 'all', today: '2026-11-20' } as const;

const plan = (anomalies: readonly Anomaly[], known: readonly string[] = [], rules = {}) =>
  planAnomalyIssues(anomalies, new Set(known), { ...RULES, ...rules }).map((action) =>
    [action.act, action.anomaly.id, ...('end' in action ? [action.end] : [])].join(' '),
  );

describe('the issues of anomalies', () => {
  it.each<[string, readonly Anomaly[], readonly string[], object, readonly string[]]>([
    ['none', [], [], {}, []],
    ['the largest first', [anomaly('a', '10'), anomaly('b', '20')], [], {}, ['open b', 'open a']],
    ['below what matters', [anomaly('a', '9.99')], [], {}, []],
    ['a known one is followed below it', [anomaly('a', '9.99')], ['a'], {}, ['update a']],
    ['of another account', [anomaly('a', '20')], [], { accounts: ['333333333333'] }, []],
    [
      'of no account that is told',
      [anomaly('a', '20', { cause: { account: '', service: '', region: '', usage: '' } })],
      [],
      { accounts: ['333333333333'] },
      ['open a'],
    ],
    [
      'yesterday was its last day',
      [anomaly('a', '20', { until: '2026-11-19' })],
      ['a'],
      {},
      ['update a'],
    ],
    [
      'quiet for three days',
      [anomaly('a', '20', { until: '2026-11-17' })],
      ['a'],
      {},
      ['close a ended'],
    ],
    ['ended before it was seen', [anomaly('a', '20', { until: '2026-11-17' })], [], {}, []],
    ['judged as none', [anomaly('a', '20', { feedback: 'NO' })], ['a'], {}, ['close a judged']],
    [
      'judged as planned before it was seen',
      [anomaly('a', '20', { feedback: 'PLANNED_ACTIVITY' })],
      [],
      {},
      [],
    ],
    ['judged as one', [anomaly('a', '20', { feedback: 'YES' })], [], {}, ['open a']],
  ])('%s', (_, anomalies, known, rules, expected) => {
    expect(plan(anomalies, known, rules)).toEqual(expected);
  });

  it('at most twenty are opened in one look', () => {
    const many = Array.from({ length: 30 }, (_, at) => anomaly(`a${at}`, `${100 + at}`));
    expect(plan(many)).toHaveLength(20);
    expect(plan(many)[0]).toBe('open a29');
  });

  it('one that goes on has not ended', () => {
    expect(hasEnded({ until: '' }, '2026-11-20')).toBe(false);
  });
});

describe('laws of the issues of anomalies', () => {
  const one = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    usd: fc.integer({ min: 0, max: 40 }),
    until: fc.constantFrom('', '2026-11-10', '2026-11-19'),
    feedback: fc.constantFrom(undefined, 'NO', 'YES'),
  });
  const made = fc
    .uniqueArray(one, { selector: ({ id }) => id })
    .map((rows) =>
      rows.map(({ id, usd, until, feedback }) =>
        anomaly(id, `${usd}`, { until, ...(feedback === undefined ? {} : { feedback }) }),
      ),
    );

  it('whatever is known, nothing known is opened and nothing unknown is closed', () => {
    fc.assert(
      fc.property(made, fc.subarray(['a', 'b', 'c', 'd']), (anomalies, known) => {
        for (const {
          act,
          anomaly: { id },
        } of planAnomalyIssues(anomalies, new Set(known), RULES))
          expect(act === 'open').toBe(!known.includes(id));
      }),
    );
  });
});
