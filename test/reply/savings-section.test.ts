import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import { savingsSection, searchIssue } from '../../src/reply/savings-section.ts';
import { topSavings } from '../../src/report/savings/top.ts';
import { ACCOUNTS } from '../intake/organization.ts';
import { SAVINGS_FOUND } from './savings-sample.ts';

const [sample] = SAVINGS_FOUND.savings;
if (sample === undefined) throw new Error('the sample has no savings');

const section = (count: number): string => {
  const savings = Array.from({ length: count }, (_, at) => ({ ...sample, resourceId: `i-${at}` }));
  const found = topSavings({ ...SAVINGS_FOUND, savings });
  return savingsSection(found, ACCOUNTS, 'all').forms[0];
};

describe('the savings of a cost report', () => {
  it.each([
    [0, 0, ''],
    [1, 1, ''],
    [10, 10, ''],
    [11, 10, '10 of 11 shown.'],
  ])('of %i findings %i are shown', (count, shown, said) => {
    const text = section(count);
    expect(text.match(/^\| \d+ \|/gm) ?? []).toHaveLength(shown);
    expect(text).toContain(said);
    expect(text.includes('shown.')).toBe(said !== '');
    expect(text).toContain(`**Savings opportunities** · ${count} item`);
  });

  it('says what was not seen even when nothing was found', () => {
    expect(section(0)).toContain('17 of 18 places (kind, account and region)');
    expect(section(0)).toContain('volumes in apollo-prod us-east-1: the read was denied');
  });

  it.each([
    ['all', 'all'],
    [['athena-dev'], ['333333333333']],
    [
      ['athena-dev', 'delphi-staging'],
      ['333333333333', '444444444444'],
    ],
  ] as const)('the issue for the whole list is understood: %j', (scope, accounts) => {
    const text = { title: 'Savings', body: searchIssue(scope), labels: ['aws-task'] };
    expect(parseIssue(text, { accounts: ACCOUNTS }, { tasksPerIssue: 10 })).toMatchObject({
      kind: 'tasks',
      tasks: [{ taskType: 'OptimizeCosts', scope: { accounts, regions: 'all' } }],
    });
  });
});
