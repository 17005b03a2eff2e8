import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden.ts';
import { activeWords, commandLines, structureOf } from './hostile.ts';
import { REPLIES } from './replies.ts';

const names = Object.keys(REPLIES);

const text = (name: string): string => REPLIES[name]?.() ?? '';

describe('every reply reads as its golden file', () => {
  it.each(names)('%s', (name) => {
    expectGolden(name, text(name));
  });
});

describe('every reply keeps the manners', () => {
  it.each(names)('%s says what to do next', (name) => {
    if (name === 'banner-running') expect(text(name)).toContain('`/cancel`');
    else expect(text(name)).toMatch(/\*\*Next\*\*|\/approve|\/plan|merge|pull request/);
  });

  it.each(names)('%s has no link, image, mention or command of its own', (name) => {
    const { image, link, html = 0 } = structureOf(text(name));
    expect({ image, link }).toEqual({ image: 0, link: 0 });
    expect(html).toBeLessThan(40);
    const references = name.startsWith('banner') || name === 'pull-request' ? /^#4[23]$/ : /^$/;
    expect(
      activeWords(text(name)).filter((word) => !references.test(word) && word !== '#4'),
    ).toEqual([]);
    expect(commandLines(text(name))).toEqual([]);
  });

  it.each(names)('%s has tables of at most six short columns', (name) => {
    const heads = text(name)
      .split('\n')
      .filter((line, at, lines) => /^\| ?-{3}/.test(lines[at + 1] ?? '') && line.startsWith('|'));
    for (const head of heads) {
      const columns = head.split('|').length - 2;
      const isReview = head.includes('Pillar');
      expect(columns).toBeLessThanOrEqual(isReview ? 6 : 5);
    }
  });

  it.each(names)('%s has no long word outside fences and folds', (name) => {
    const shown = text(name)
      .replaceAll(/<details>[\s\S]*?<\/details>/g, '')
      .replaceAll(/```[\s\S]*?```/g, '');
    const words = shown.split(/[\s|]+/).filter((word) => word.length > 64);
    expect(
      words.filter((word) => !word.includes('infrastructure/') && !/^`[0-9a-f]{64}/.test(word)),
    ).toEqual([]);
  });
});
