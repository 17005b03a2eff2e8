import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerCase, isExact, wrongAcceptances, type CaseFile } from '../eval/score.ts';
import { ACCOUNTS, CASES } from './organization.ts';

describe('labelled requests', () => {
  it.each(CASES.requests)('$id', (one) => {
    const got = answerCase(one, ACCOUNTS);
    expect(wrongAcceptances(got, one.expect)).toBe(0);
    expect({ exact: isExact(got, one.expect), got }).toEqual({ exact: true, got });
  });

  it('name no machine', () => {
    const text = readFileSync(new URL('../cases/requests.json', import.meta.url), 'utf8');
    expect(text).not.toMatch(/(^|[\s"'(])\/(work|root|home)\//m);
  });
});

const read = (name: string): CaseFile =>
  JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8')) as CaseFile;

const OWN = [
  'more-requests',
  'late-requests',
  'last-requests',
  'fresh-requests',
  'plain-requests',
  'pattern-requests',
  'savings-requests',
  'standing-requests',
  'network-requests',
  'messaging-requests',
  'seldom-requests',
  'bound-requests',
  'told-requests',
];

describe.each(OWN)("the project's own set %s", (name) => {
  it.each(read(name).requests)('$id is read as its label says', (one) => {
    const got = answerCase(one, ACCOUNTS);
    expect(wrongAcceptances(got, one.expect)).toBe(0);
    expect({ exact: isExact(got, one.expect), got }).toEqual({ exact: true, got });
  });
});
