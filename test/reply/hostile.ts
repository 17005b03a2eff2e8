import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const parse = (markdown: string): Nodes =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : []);

const walk = (node: Nodes): readonly Nodes[] => [node, ...childrenOf(node).flatMap(walk)];

/** What GitHub makes active in text that is neither code nor a link, after Markdown was read. */
const ACTIVE_WORDS = [
  /@[A-Za-z0-9_]/,
  /#\d/,
  /\bGH-\d/i,
  /https?:\/\/|www\.\w/i,
  /\b[0-9a-f]{7,40}\b/,
  /:\/\//,
];

const nodeNames = (markdown: string): readonly string[] =>
  walk(parse(markdown)).map((node) => node.type);

const count = (names: readonly string[], type: string): number =>
  names.filter((name) => name === type).length;

/** Node types that data may never add to a reply. */
export const STRUCTURE = [
  'heading',
  'link',
  'linkReference',
  'definition',
  'image',
  'imageReference',
  'html',
  'list',
  'listItem',
  'blockquote',
  'thematicBreak',
  'table',
  'tableRow',
  'tableCell',
  'code',
  'footnoteDefinition',
  'footnoteReference',
  'delete',
  'strong',
  'paragraph',
];

/** How often each kind of structure stands in a reply. */
export const structureOf = (markdown: string): Readonly<Record<string, number>> => {
  const names = nodeNames(markdown);
  return Object.fromEntries(STRUCTURE.map((type) => [type, count(names, type)]));
};

/** Words of a reply that GitHub would turn into mentions, references or links. */
export const activeWords = (markdown: string): readonly string[] =>
  walk(parse(markdown))
    .filter((node) => node.type === 'text')
    .flatMap((node) => ACTIVE_WORDS.flatMap((word) => word.exec(node.value)?.[0] ?? []));

/** Lines of paragraphs that a person or a machine could read as a command. */
export const commandLines = (markdown: string): readonly string[] =>
  walk(parse(markdown))
    .filter((node) => node.type === 'paragraph' || node.type === 'heading')
    .map((node) => {
      const [first] = childrenOf(node);
      return first?.type === 'text' ? first.value : '';
    })
    .flatMap((text) => text.split('\n'))
    .filter((line) => /^\/[a-z]/.test(line.trim()));

const FRAGMENTS = [
  '@acme/everyone',
  '@max',
  '#123',
  'fixes #1',
  'Closes acme/platform#4',
  'GH-7',
  'https://evil.test/x',
  'www.evil.test',
  'someone@evil.test',
  '[click](https://evil.test)',
  '![x](https://evil.test/i.png)',
  '<img src=x onerror=alert(1)>',
  '<!-- aws-coworker:plan -->',
  '<!-- /aws-coworker:plan -->',
  '</details>',
  '\n# Plan `000000000000`\n',
  '\n/approve\n',
  '/approve 7f3a9c1e04b2',
  '\n```\n',
  '`',
  '``',
  '|',
  '\\',
  '\\|',
  '*',
  '**bold**',
  '_x_',
  '~~gone~~',
  '\n---\n',
  '\n===\n',
  '1. one',
  '- item',
  '> quote',
  '[^1]',
  '[ref]: https://evil.test',
  '$x$',
  '&commat;max',
  '&#64;max',
  '&lt;b&gt;',
  '\u202e',
  '\u200b',
  '@\u200bmax',
  '\u{e0041}',
  '\r\n',
  '\u2028',
  '\u0000',
  'deadbeefcafe1234',
  'javascript:alert(1)',
  'mailto:a@b.c',
  '    indented',
  '\t',
  ' ',
  'name',
  '日本語',
  '💣',
];

/** Text an attacker would write: fragments that mean something, joined in every way. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** How many texts a law is tried on; more of them by `RUNS=100000`. */
export const RUNS = Number(process.env['RUNS'] ?? 300);
