import type { Baseline } from '../../../src/review/baseline.ts';
import type { Severity } from '../../../src/review/finding.ts';

/** The section in which a page says why of each item that matters. */
export const WHY = '## Why it is asked';

export interface Claim {
  readonly id: string;
  readonly severity?: string;
}

const ID = /(?<![A-Z0-9-])([A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-[0-9]{2})(?![0-9-])/;
const CLAIM = new RegExp(`${ID.source}\`?(?: \\((Critical|High|Medium|Low)\\b)?`, 'g');

/** Every item that a text names, and the severity that it says of it, if any. */
export const claimsOf = (body: string): readonly Claim[] =>
  [...body.matchAll(CLAIM)].map(([, id = '', severity]) => ({
    id,
    ...(severity === undefined ? {} : { severity }),
  }));

const itemsOf = (baselines: readonly Baseline[]) =>
  new Map(
    baselines.flatMap(({ items }) => items.map(({ id, severity }) => [id, severity] as const)),
  );

const contradiction = (
  { id, severity }: Claim,
  known: ReadonlyMap<string, Severity>,
): readonly string[] => {
  const actual = known.get(id);
  if (actual === undefined) return [`${id} is no item`];
  return severity === undefined || severity === actual
    ? []
    : [`${id} is ${actual}, not ${severity}`];
};

/** Where a text says of an item what no baseline says. */
export const contradictionsOf = (
  body: string,
  baselines: readonly Baseline[],
): readonly string[] => {
  const known = itemsOf(baselines);
  return claimsOf(body).flatMap((claim) => contradiction(claim, known));
};

/** Critical and high items of the baselines that the section of a text leaves out. */
export const missingOf = (body: string, baselines: readonly Baseline[]): readonly string[] => {
  const section = body.slice(body.indexOf(WHY));
  const said = new Set(claimsOf(section).map(({ id }) => id));
  return baselines
    .flatMap(({ items }) => items)
    .filter(({ severity }) => severity === 'Critical' || severity === 'High')
    .map(({ id }) => id)
    .filter((id) => !said.has(id));
};
