import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReview } from '../../src/cli/review.ts';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import type { ReviewRow } from '../../src/review/review-rows.ts';
import { reviewTemplate } from '../../src/review/review-template.ts';
import { TIERS } from '../../src/task/tier.ts';
import { ROOT } from '../source-files.ts';
import { readCases } from './cases.ts';
import { loadBaselines } from './judging.ts';

const baselines = loadBaselines();

/** Templates that AWS published for its own rules: none was written for this project. */
const published = readCases().map(({ rule, name, template }) => ({
  name: `${rule}: ${name}`,
  text: JSON.stringify(template),
}));

const ENDINGS = new Set(['.json', '.yml', '.yaml', '.template']);
const MOST_BYTES = 1_000_000;
const TYPED = /["']?Type["']?\s*:\s*["']?AWS::[A-Z]/;

/** Every file below a folder that looks like a template; its size is all that bounds it. */
const templatesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ENDINGS.has(extname(path)) && !path.startsWith(`.vitest-cache${sep}`))
    .map((path) => join(folder, path))
    .filter((path) => {
      const { size } = statSync(path);
      return size <= MOST_BYTES && TYPED.test(readFileSync(path, 'utf8'));
    });

const rowsFor = async (files: readonly string[]): Promise<readonly ReviewRow[]> => {
  if (files.length === 0) return [];
  let out = '';
  const io = { out: (text: string) => void (out += text), err: () => undefined };
  await runReview([...files, '--tier', 'production', '--format', 'json'], io);
  return JSON.parse(out) as readonly ReviewRow[];
};

describe('templates of others', () => {
  it.each(TIERS)('are judged for %s, and what is not known says why', (tier) => {
    const silent = published.flatMap(({ name, text }) => {
      const parsed = parseTemplate(text);
      if (!parsed.ok) return [`${name}: ${parsed.refusal.because}`];
      const { template } = parsed.value;
      return reviewTemplate({ template, tier, baselines })
        .filter(({ status, detail, title }) => status === 'UNKNOWN' && detail === title)
        .map(({ item }) => `${name}: ${item} gives no reason`);
    });
    expect(silent).toEqual([]);
  });

  it('hold much that is not known, and none of it passes for known', () => {
    const unknown = published.filter(({ text }) => {
      const parsed = parseTemplate(text);
      if (!parsed.ok) return false;
      const { template } = parsed.value;
      return reviewTemplate({ template, tier: 'production', baselines }).some(
        ({ status }) => status === 'UNKNOWN',
      );
    });
    expect(unknown.length).toBeGreaterThan(50);
  });

  it('are found by what stands in them', () => {
    const found = templatesBelow(join(ROOT, 'infrastructure')).map((path) => basename(path));
    const own = readdirSync(join(ROOT, 'infrastructure')).filter((name) => name.endsWith('.yaml'));
    expect(found.toSorted()).toEqual(own.toSorted());
  });

  it('that installed packages ship have rows, or an error that says why not', async () => {
    const files = templatesBelow(join(ROOT, 'node_modules'));
    const rows = await rowsFor(files);
    const judged = new Set(rows.map(({ file }) => file));
    expect(files.filter((file) => !judged.has(file))).toEqual([]);
    const unsaid = rows.filter(
      ({ status, detail }) => (status === 'ERROR' || status === 'UNKNOWN') && detail === '',
    );
    expect(unsaid).toEqual([]);
  });
});
