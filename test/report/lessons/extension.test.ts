import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../../knowledge.ts';
import { ITEM_TIERS } from '../../../src/review/baseline.ts';
import { layerBaselines } from '../../../src/review/layer-baselines.ts';
import { parseBaseline } from '../../../src/review/parse-baseline.ts';
import { extensionsOf } from '../../../src/report/lessons/extension.ts';
import type { Lesson } from '../../../src/report/lessons/judge.ts';

const { baselines } = KNOWLEDGE;
const items = baselines.flatMap((baseline) => baseline.items);

const lesson = (kind: 'added' | 'blocked' | 'skipped', id: string, tier: string): Lesson => {
  const item = items.find((one) => one.id === id);
  if (item === undefined) throw new Error(`there is no item ${id}`);
  return { kind, item, tier: tier as 'production' };
};

const said = (lessons: readonly Lesson[]): readonly unknown[] =>
  extensionsOf(lessons, baselines).flatMap((one) =>
    one.items.map(({ item, how }) => [one.prefix, item.id, item.from, item.isAdvisory, how]),
  );

const rows: readonly (readonly [string, readonly Lesson[], readonly unknown[]])[] = [
  ['nothing', [], []],
  ['what was left out asks for nothing more', [lesson('skipped', 'S3-07', 'development')], []],
  ['what blocked where others block, too', [lesson('blocked', 'S3-01', 'production')], []],
  ['what blocks from the laxest tier on', [lesson('blocked', 'POLICY-NET-02', 'sandbox')], []],
  ['what was added and is binding already', [lesson('added', 'S3-06', 'development')], []],
  [
    'what blocked in the first tier that asks for it is asked for one tier before',
    [lesson('blocked', 'S3-15', 'production')],
    [['S3', 'S3-15', 'staging', false, 'earlier']],
  ],
  [
    'what is advisory and was added becomes binding',
    [lesson('added', 'S3-23', 'production')],
    [['S3', 'S3-23', 'production', false, 'binding']],
  ],
  [
    'each service has a file of its own',
    [lesson('blocked', 'S3-15', 'production'), lesson('added', 'DYNAMODB-05', 'production')],
    [
      ['DYNAMODB', 'DYNAMODB-05', 'development', false, 'binding'],
      ['S3', 'S3-15', 'staging', false, 'earlier'],
    ],
  ],
];

describe('extensionsOf', () => {
  it.each(rows)('%s', (_, lessons, expected) => {
    expect(said(lessons)).toEqual(expected);
  });

  it.each(items.map(({ id }) => id))('%s: what is proposed loads, and weakens nothing', (id) => {
    const lessons = ITEM_TIERS.flatMap((tier) => [
      lesson('blocked', id, tier),
      lesson('added', id, tier),
    ]);
    for (const { text } of extensionsOf(lessons, baselines)) {
      const parsed = parseBaseline(text, 'baseline.yml');
      expect(parsed.ok).toBe(true);
      if (!parsed.ok) continue;
      expect(layerBaselines(baselines, [parsed.value]).ok).toBe(true);
      const [own] = parsed.value.items;
      const { from, isAdvisory, ...rest } = items.find((one) => one.id === id) ?? {};
      expect(own).toMatchObject(rest);
    }
  });
});
