import * as fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/reply/markdown.ts';
import { fence, quoteInline, sentence } from '../../src/reply/quote.ts';
import { activeWords, commandLines, hostileText, RUNS, structureOf } from './hostile.ts';

const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

describe('quoteInline', () => {
  const rows = [
    { name: 'nothing', text: '', expected: '*(empty)*' },
    { name: 'only what can not be seen', text: '\u200b\u202e', expected: '*(empty)*' },
    { name: 'a name', text: 'invoices', expected: '`invoices`' },
    { name: 'A30 a mention', text: '@acme/everyone', expected: '`@acme/everyone`' },
    { name: 'a backtick', text: 'a`b', expected: '``a`b``' },
    { name: 'a backtick at the end', text: 'a`', expected: '`` a` ``' },
    { name: 'several lines', text: 'a\n# b\r\n/approve', expected: '`a # b /approve`' },
    { name: 'a text that runs backwards', text: 'gpj.\u202eexe', expected: '`gpj.exe`' },
    { name: 'a long one', text: 'x'.repeat(200), expected: `\`${'x'.repeat(99)}…\`` },
    {
      name: 'the mark of a plan',
      text: '<!-- aws-coworker:plan -->',
      expected: '`<!-- plan plan -->`',
    },
  ];

  it.each(rows)('$name', ({ text, expected }) => {
    expect(quoteInline(text)).toBe(expected);
  });
});

describe('sentence', () => {
  const rows = [
    { name: 'nothing', text: '', expected: '' },
    {
      name: 'our own code and emphasis',
      text: 'needs *maintain*; type `/why`',
      expected: 'needs *maintain*; type `/why`',
    },
    { name: 'A30 a mention', text: 'ask @max now', expected: 'ask `@max` now' },
    { name: 'A30 a reference', text: 'fixes #1', expected: 'fixes `#1`' },
    {
      name: 'A39 an address',
      text: 'see https://evil.test/x ok',
      expected: 'see `https://evil.test/x` ok',
    },
    { name: 'A39 a link', text: '[a](b)', expected: '\\[a\\](b)' },
    { name: 'HTML', text: '<b>', expected: '\\<b\\>' },
    { name: 'a heading', text: '# x', expected: '\\# x' },
    { name: 'a list', text: '- x', expected: '\\- x' },
    { name: 'a numbered list', text: '1. x', expected: '1\\. x' },
    { name: 'a command', text: '/approve', expected: '`/approve`' },
    { name: 'an open backtick', text: 'a ` b @max', expected: 'a \\` b `@max`' },
    { name: 'and/or', text: 'and/or', expected: 'and/or' },
    {
      name: 'an id in brackets',
      text: 'the key (0123456789abcdef) now',
      expected: 'the key (`0123456789abcdef`) now',
    },
    { name: 'A30 a mention in brackets', text: 'ask (@max)', expected: 'ask (`@max`)' },
    { name: 'a command in brackets', text: '(/approve)', expected: '(`/approve`)' },
  ];

  it.each(rows)('$name', ({ text, expected }) => {
    expect(sentence(text)).toBe(expected);
  });
});

describe('laws of quoting', () => {
  const structure = structureOf('x');

  it('A30 a sentence is one plain paragraph, whatever it says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = `Said: ${sentence(text)}`;
        expect(structureOf(shown)).toEqual(structure);
        expect(activeWords(shown)).toEqual([]);
        expect(shown).not.toMatch(INVISIBLE);
      }),
      { numRuns: RUNS },
    );
  });

  it('A30 a sentence at the start of a line is the same', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = `x\n${sentence(text)}`;
        expect(structureOf(shown)).toEqual(structure);
        expect(commandLines(shown)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('A30 a quotation is one code span that says the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = `Said: ${quoteInline(text, 1000)}.`;
        expect(structureOf(shown)).toEqual(structure);
        expect(activeWords(shown)).toEqual([]);
        expect(shown).not.toContain('aws-coworker:plan');
        expect(shown).not.toMatch(INVISIBLE);
      }),
      { numRuns: RUNS },
    );
  });

  it('A30 a cell holds its text, and the table its shape', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const cells = [quoteInline(a), sentence(b) || 'x'];
        const shown = table([{ title: 'A' }, { title: 'B' }], [cells, cells]);
        expect(structureOf(shown)).toMatchObject({
          table: 1,
          tableRow: 3,
          tableCell: 6,
          link: 0,
          html: 0,
          heading: 0,
          paragraph: 0,
        });
        expect(activeWords(shown)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('A30 a fence holds everything, and ends where it ends', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = `${fence(text, 'json')}\n\nafter`;
        const tree = fromMarkdown(shown);
        expect(tree.children.map((node) => node.type)).toEqual(['code', 'paragraph']);
        expect(shown).not.toContain('aws-coworker:plan');
        expect(shown).not.toMatch(INVISIBLE);
      }),
      { numRuns: RUNS },
    );
  });

  it('hidden characters of a template are shown by their number', () => {
    expect(fence('a\u202eb')).toBe('```\na⟨U+202E⟩b\n```');
  });
});
