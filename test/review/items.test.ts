import { assert, constantFrom, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineItem } from '../../src/review/baseline.ts';
import type { Finding } from '../../src/review/finding.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { OPEN, open } from './check-row.ts';
import type { ItemRow, Others } from './item-row.ts';
import { OF_DATA } from './item-rows-data.ts';
import { OF_THE_EDGE } from './item-rows-edge.ts';
import { OF_RUNNING } from './item-rows-run.ts';
import { itemOf, loadBaselines } from './judging.ts';

const baselines = loadBaselines();
const ROWS = [...OF_DATA, ...OF_THE_EDGE, ...OF_RUNNING];

/** Prefixes of the services that these rows are about. */
const PREFIXES = new Set(ROWS.map(({ item }) => item.replace(/-[0-9]+$/, '')));

const judge = (row: ItemRow, properties: JsonObject, others: Others = {}): readonly Finding[] => {
  const item = itemOf(baselines, row.item);
  const It = { Type: row.type ?? item.types[0] ?? '', Properties: properties };
  const template = { ...OPEN, Resources: { ...others, It: { ...others['It'], ...It } } };
  return reviewTemplate({ template, tier: item.from, baselines }).filter(
    (finding) => finding.item === row.item && finding.resource === 'It',
  );
};

const statusesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ status }) => (status === 'BLOCKED' || status === 'ACCEPTABLE' ? 'GAP' : status));

const passOf = (row: ItemRow): readonly string[] =>
  itemOf(baselines, row.item).isSilent ? [] : ['PASS'];

/** Judged by code that every service shares, and shown to work where that code is. */
const isShared = ({ check }: BaselineItem): boolean =>
  check !== undefined &&
  'named' in check &&
  ['core-tags', 'from-template', 'never'].includes(check.named);

describe('items of the services', () => {
  it.each(ROWS.map((row) => [row.item, row.type ?? '', row] as const))('%s %s', (_, __, row) => {
    expect(statusesOf(judge(row, row.kept, row.keptWith))).toEqual(passOf(row));
    expect(statusesOf(judge(row, row.broken, row.brokenWith))).toEqual(['GAP']);
  });

  it('that a template can break have a row', () => {
    const shown = new Set(ROWS.map(({ item }) => item));
    const missing = baselines
      .filter(({ prefix }) => PREFIXES.has(prefix))
      .flatMap(({ items }) => items)
      .filter((item) => item.evidence === 'template' && !isShared(item) && !shown.has(item.id));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('never pass on what is not known', () => {
    const passed = ROWS.filter(({ kept }) => Object.keys(kept).length > 0).filter((row) => {
      const keys = Object.keys(row.kept);
      const opened = Object.fromEntries(keys.map((key) => [key, open]));
      return statusesOf(judge(row, opened, row.keptWith)).includes('PASS');
    });
    expect(passed.map(({ item }) => item)).toEqual([]);
  });
});

/** Every value of a template that is no map or list, by its path. */
const leaves = (json: Json | undefined, path: readonly string[] = []): readonly string[][] => {
  if (typeof json !== 'object' || json === null) return [[...path]];
  return Object.entries(json).flatMap(([key, one]) => leaves(one, [...path, key]));
};

const replaced = (json: Json | undefined, path: readonly string[], by: Json): Json => {
  const [key, ...rest] = path;
  if (key === undefined || typeof json !== 'object' || json === null) return by;
  if (Array.isArray(json)) {
    return json.map((one: Json, at) => (String(at) === key ? replaced(one, rest, by) : one));
  }
  const map = json as JsonObject;
  return { ...map, [key]: replaced(map[key], rest, by) };
};

const LEAVES = ROWS.flatMap((row) =>
  leaves({ ...row.kept }).flatMap((path) => (path.length === 0 ? [] : [{ row, path }])),
);

describe('hostile values', () => {
  it('A25 never break the review, whatever stands in the place of a value', () => {
    assert(
      property(constantFrom(...LEAVES), jsonValue({ maxDepth: 3 }), ({ row, path }, value) => {
        const hostile = replaced(row.kept, path, value as Json) as JsonObject;
        expect(judge(row, hostile, row.keptWith).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });
});
