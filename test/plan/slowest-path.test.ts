import { describe, expect, it } from 'vitest';
import { slowestPath } from '../../src/plan/slowest-path.ts';
import type { Template } from '../../src/plan/template.ts';

const template = (needs: Readonly<Record<string, readonly string[]>>): Template => ({
  Resources: Object.fromEntries(
    Object.entries(needs).map(([id, DependsOn]) => [id, { Type: 'AWS::SNS::Topic', DependsOn }]),
  ),
});

describe('slowest path', () => {
  it.each([
    ['nothing', {}, 0],
    ['one resource', { A: [] }, 5],
    ['side by side', { A: [], B: [], C: [] }, 5],
    ['one after the other', { A: [], B: ['A'], C: ['B'] }, 15],
    ['the longer of two chains', { A: [], B: ['A'], C: [], D: ['C', 'B'] }, 15],
    ['named twice', { A: [], B: ['A', 'A'] }, 10],
    ['what is not there', { A: ['Nowhere'] }, 5],
  ] as const)('%s', (_name, needs, minutes) => {
    expect(slowestPath(template(needs), () => 5)).toBe(minutes);
  });

  it('a cycle ends', () => {
    expect(slowestPath(template({ A: ['B'], B: ['A'] }), () => 5)).toBeLessThanOrEqual(10);
  });
});
