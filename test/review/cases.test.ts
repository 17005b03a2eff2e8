import { describe, expect, it } from 'vitest';
import { judgeCases, readCases } from './cases.ts';
import { loadBaselines } from './judging.ts';

const results = judgeCases(loadBaselines());

describe('labelled templates', () => {
  it('every rule that is cited agrees with its labels', () => {
    const wrong = results.filter(({ doesAgree }) => !doesAgree);
    expect(wrong.map(({ rule, name, found }) => `${rule}: ${found}: ${name}`)).toEqual([]);
  });

  it('are cited by enough rules to mean something', () => {
    expect(readCases().length).toBeGreaterThan(400);
    expect(new Set(results.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(100);
  });
});
