import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../source-files.ts';

const PAGE = readFileSync(join(ROOT, 'docs/model.md'), 'utf8');

/** The first answer of a story as the page quotes it: without its head and its folds. */
const answerOf = (story: string): string =>
  readFileSync(join(ROOT, 'test/conversations', story, '01-bot.md'), 'utf8')
    .split('\n')
    .slice(1)
    .join('\n')
    .replaceAll(/\n*<details>[^]*?<\/details>/g, '')
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

describe('the page about the model', () => {
  it.each([
    'request-in-norwegian-is-asked-about-without-a-model',
    'request-in-norwegian-is-read-with-a-model',
  ])('quotes what is said in %s word for word', (story) => {
    expect(PAGE).toContain(answerOf(story));
  });
});
