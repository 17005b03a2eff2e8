import { dependenciesOf } from './diagram.ts';
import type { Template } from './template.ts';

/**
 * Minutes of the slowest chain of resources that wait for each other: what stands side by side is
 * made at the same time, what refers to another is made after it. A cycle counts once.
 */
export const slowestPath = (
  template: Template,
  minutesOf: (logicalId: string) => number,
): number => {
  const needs = dependenciesOf(template);
  const known = new Map<string, number>();
  const upTo = (id: string): number => {
    const past = known.get(id);
    if (past !== undefined) return past;
    known.set(id, 0);
    const before = Math.max(0, ...(needs.get(id) ?? []).map(upTo));
    const minutes = before + minutesOf(id);
    known.set(id, minutes);
    return minutes;
  };
  return Math.max(0, ...Object.keys(template.Resources).map(upTo));
};
