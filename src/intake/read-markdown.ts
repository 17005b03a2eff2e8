import type { Nodes, PhrasingContent, Root, RootContent, ListItem, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A fenced or indented block: data, never an order. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** One visible paragraph, list item or heading. */
export interface Block {
  readonly kind: 'paragraph' | 'item' | 'heading';
  readonly text: string;
  /** For an item: number of its list and its place in it, both from 0; nested items share it. */
  readonly list?: number;
  readonly item?: number;
  readonly ordered?: boolean;
}

export interface Visible {
  readonly blocks: readonly Block[];
  readonly fences: readonly Fence[];
  /** First rows of tables whose cells are no words of an order. */
  readonly tables: readonly string[];
}

/**
 * Emphasis needs quadratic time on hostile text, and its marks are part of paths such as
 * `/assets/*`; footnotes call themselves. Neither carries meaning here.
 */
const OFF = [
  'attention',
  'strikethrough',
  'gfmFootnoteCall',
  'gfmFootnoteDefinition',
  'gfmPotentialFootnoteCall',
];
const DEEPEST_NESTING = 24;
const MOST_BLOCKS = 4000;

/** A line that opens more containers than people write is blanked: it would exhaust the stack. */
const NESTING = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${DEEPEST_NESTING},}`,
);

const withoutAbysses = (text: string): string =>
  text
    .split('\n')
    .map((line) => (NESTING.test(line) || /^[ \t]{80,}[-+*>\d]/.test(line) ? '' : line))
    .join('\n');

/** Parses GitHub's Markdown. Bounded: deep nesting is blanked first. Never throws. */
export const parseMarkdown = (text: string): Root => {
  try {
    return fromMarkdown(withoutAbysses(text), {
      extensions: [gfm(), { disable: { null: OFF } }],
      mdastExtensions: [gfmFromMarkdown()],
    });
  } catch {
    return { type: 'root', children: [] };
  }
};

const phrase = (node: PhrasingContent): string => {
  if (node.type === 'text') return node.value;
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'break') return '\n';
  if (node.type === 'link' || node.type === 'linkReference') return phrases(node.children);
  return '';
};

/** Text between `<details>` and its end, and inside comments, is folded away: it orders nothing. */
const phrases = (nodes: readonly PhrasingContent[]): string => nodes.map(phrase).join('');

const STRONG = /(?<![A-Za-z0-9_*])(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1(?![A-Za-z0-9])/g;
const EMPHASIS = /(?<![\w/*])([*_])(?=[\p{L}\p{N}])([^*_\n]{1,300})(?<=\S)\1(?![\w/*])/gu;

/** Removes struck-out text, and the marks of emphasis outside code. */
const unmarked = (text: string): string =>
  text
    .replaceAll(/~~[^~\n]{1,500}~~/g, ' ')
    .split(/(`[^`\n]*`)/)
    .map((part) =>
      part.startsWith('`') ? part : part.replaceAll(STRONG, '$2').replaceAll(EMPHASIS, '$2'),
    )
    .join('');

interface Walk {
  readonly blocks: Block[];
  readonly fences: Fence[];
  readonly tables: string[];
  folded: number;
  lists: number;
  readonly hasTables: boolean;
}

const countOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

const noteHtml = (value: string, walk: Walk): void => {
  const visible = value.replaceAll(/<!--[^]*?(?:-->|$)/g, '');
  walk.folded += countOf(visible, /<details\b/gi);
  walk.folded = Math.max(0, walk.folded - countOf(visible, /<\/details\b/gi));
};

const push = (walk: Walk, block: Block): void => {
  if (walk.folded === 0 && walk.blocks.length < MOST_BLOCKS && block.text.trim() !== '')
    walk.blocks.push({ ...block, text: unmarked(block.text) });
};

/** Folds and unfolds while text is gathered, so that inline `<details>` hides what follows. */
const textOf = (nodes: readonly PhrasingContent[], walk: Walk): string => {
  let text = '';
  for (const node of nodes) {
    if (node.type === 'html') noteHtml(node.value, walk);
    else if (walk.folded === 0) text += phrase(node);
  }
  return text;
};

type Place = Pick<Block, 'list' | 'item' | 'ordered'>;

const walkItem = (item: ListItem, walk: Walk, place: Place): void => {
  for (const child of item.children) walkNode(child, walk, place);
};

/** A row of two cells says what a line "key: value" says; wider ones are no words of an order. */
const pairOf = ({ children: cells }: TableRow, walk: Walk): string => {
  const [key = '', value = ''] = cells.map((cell) => textOf(cell.children, walk).trim());
  return cells.length === 2 && key !== '' && value !== '' ? `${key}: ${value}` : '';
};

const headOf = (row: TableRow | undefined, walk: Walk): string =>
  (row?.children ?? []).map((cell) => textOf(cell.children, walk).trim()).join(' | ');

const walkNode = (node: RootContent, walk: Walk, place: Place): void => {
  if (node.type === 'html') noteHtml(node.value, walk);
  else if (node.type === 'code') {
    if (walk.folded === 0) walk.fences.push({ language: node.lang ?? '', text: node.value });
  } else if (node.type === 'paragraph') {
    const text = textOf(node.children, walk);
    push(walk, { kind: place.list === undefined ? 'paragraph' : 'item', text, ...place });
  } else if (node.type === 'table') {
    const isPairs = walk.hasTables && node.children.every(({ children }) => children.length <= 2);
    if (isPairs)
      for (const row of node.children) push(walk, { kind: 'item', text: pairOf(row, walk) });
    else if (walk.folded === 0) walk.tables.push(headOf(node.children[0], walk));
  } else if (node.type === 'heading') {
    push(walk, { kind: 'heading', text: textOf(node.children, walk) });
  } else if (node.type === 'list') {
    const list = place.list ?? walk.lists;
    if (place.list === undefined) walk.lists += 1;
    for (const [index, item] of node.children.entries())
      walkItem(item, walk, { list, item: place.item ?? index, ordered: node.ordered === true });
  }
};

/**
 * What a person sees as their own words: paragraphs, list items and headings. Comments, quotes,
 * folded details, tables and images hold no orders and are left out; fences are kept apart as data.
 */
export const readVisible = (text: string): Visible => visibleOf(text, false);

/** The same of an answer of a form, where a table of two columns gives fields. */
export const readAnswer = (text: string): Visible => visibleOf(text, true);

const visibleOf = (text: string, hasTables: boolean): Visible => {
  const walk: Walk = { blocks: [], fences: [], tables: [], folded: 0, lists: 0, hasTables };
  for (const node of parseMarkdown(text).children) walkNode(node, walk, {});
  return { blocks: walk.blocks, fences: walk.fences, tables: walk.tables };
};

/** The plain words of one node, for headings and first lines. */
export const wordsOf = (node: Nodes): string => {
  if ('value' in node && (node.type === 'text' || node.type === 'inlineCode')) return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
};
