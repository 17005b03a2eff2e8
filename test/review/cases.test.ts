import { describe, expect, it } from 'vitest';
import { judgeCases, pillarNames, readCases } from './cases.ts';
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

  it('of the pillars of security and reliability are all cited', () => {
    const cited = new Set(results.map(({ rule }) => rule));
    expect(pillarNames().length).toBeGreaterThan(40);
    expect(pillarNames().filter((rule) => !cited.has(rule))).toEqual([]);
  });
});
