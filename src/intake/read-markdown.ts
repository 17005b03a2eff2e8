import MarkdownIt, { type Token } from 'markdown-it';

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
  /** True where the text ends within `<details>`: what is put behind it is not seen. */
  readonly isFolded: boolean;
}

/**
 * Marks of emphasis carry no meaning here and are part of paths such as `/assets/*`. A link keeps
 * its text whatever its address is, since nothing is fetched or shown from it.
 */
const MARKDOWN = Object.assign(
  new MarkdownIt({ html: true, maxNesting: 50 }).disable(['emphasis', 'strikethrough']),
  {
    validateLink: () => true,
    normalizeLink: (address: string) => address,
    normalizeLinkText: (address: string) => address,
  },
);

/**
 * Parses GitHub's Markdown into a flat list of tokens, in linear time. What is nested deeper than
 * fifty levels is left out. Lines end with LF. Never throws.
 */
export const parseMarkdown = (text: string): Page => ({ text, tokens: MARKDOWN.parse(text, {}) });

/** A text with its Markdown as a flat list of what opens, closes and stands between. */
export interface Page {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The plain words of a heading or paragraph. */
export const wordsOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' ? '\n' : SHOWN.has(type) ? content : ''))
    .join('');

const SHOWN: ReadonlySet<string> = new Set(['text', 'code_inline']);

const phrase = ({ type, content }: Token): string => {
  if (type === 'text') return content;
  if (type === 'code_inline') return `\`${content}\``;
  return type === 'softbreak' || type === 'hardbreak' ? '\n' : '';
};

const STRONG = /(?<![A-Za-z0-9_*])(\*\*|__)(?=\S)([^*_\n]{1,300})(?<=\S)\1(?![A-Za-z0-9])/g;
const EMPHASIS = /(?<![\w/*])([*_])(?=[\p{L}\p{N}])([^*_\n]{1,300})(?<=\S)\1(?![\w/*])/gu;

/** "In the VPC **ledger**": a name that is marked is quoted. */
const MARKED_NAME =
  /(?<=\b(?:vpc|subnet|security group) )(\*\*|__|[*_])([a-z0-9](?:[\w.-]*[a-z0-9])?)\1(?![\w*])/gi;

/** Removes struck-out text, and the marks of emphasis outside code. */
const unmarked = (text: string): string =>
  text
    .replaceAll(/~~[^~\n]{1,500}~~/g, ' ')
    .split(/(`[^`\n]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part.replaceAll(MARKED_NAME, '`$2`').replaceAll(STRONG, '$2').replaceAll(EMPHASIS, '$2'),
    )
    .join('');

interface Walk {
  readonly blocks: Block[];
  readonly fences: Fence[];
  readonly tables: string[];
  readonly hasTables: boolean;
  /** Of each list that is open, whether it is numbered. */
  readonly ordered: boolean[];
  lists: number;
  item: number;
  folded: number;
}

const MOST_BLOCKS = 4000;

const countOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Text between `<details>` and its end, and inside comments, is folded away: it orders nothing. */
const noteHtml = (value: string, walk: Walk): void => {
  const visible = value.replaceAll(/<!--[^]*?(?:-->|$)/g, '');
  walk.folded += countOf(visible, /<details\b/gi);
  walk.folded = Math.max(0, walk.folded - countOf(visible, /<\/details\b/gi));
};

/** Folds and unfolds while text is gathered, so that inline `<details>` hides what follows. */
const textOf = (inline: Token, walk: Walk): string => {
  let text = '';
  for (const child of inline.children ?? []) {
    if (child.type === 'html_inline') noteHtml(child.content, walk);
    else if (walk.folded === 0) text += phrase(child);
  }
  return text;
};

/** The box of a task list is no word. */
const BOX = /^\[[ xX\t]\][ \t\n]/;

const pushText = (walk: Walk, block: Block): void => {
  if (walk.folded === 0 && walk.blocks.length < MOST_BLOCKS && block.text.trim() !== '')
    walk.blocks.push({ ...block, text: unmarked(block.text) });
};

const push = (walk: Walk, inline: Token, { isHeading, isFirst }: Stand): void => {
  const whole = textOf(inline, walk);
  const text = isFirst ? whole.replace(BOX, '') : whole;
  const ordered = isHeading ? undefined : walk.ordered.at(-1);
  const place = ordered === undefined ? {} : { list: walk.lists - 1, item: walk.item, ordered };
  const kind = isHeading ? 'heading' : ordered === undefined ? 'paragraph' : 'item';
  pushText(walk, { kind, text, ...place });
};

interface Stand {
  readonly isHeading: boolean;
  /** True for the first paragraph of an item. */
  readonly isFirst: boolean;
}

const pushFence = (walk: Walk, { info, content }: Token): void => {
  const [language = ''] = MARKDOWN.utils.unescapeAll(info).trim().split(/\s/u);
  if (walk.folded === 0) walk.fences.push({ language, text: content.replace(/\n$/, '') });
};

/** The cells of each row of the table that opens at a place. */
const rowsOf = (tokens: readonly Token[], from: number): readonly (readonly Token[])[] => {
  const rows: Token[][] = [];
  for (let index = from; tokens[index]?.type !== 'table_close'; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push(token);
  }
  return rows;
};

/** A row of two cells says what a line "key: value" says; wider ones are no words of an order. */
const pushTable = (walk: Walk, rows: readonly (readonly Token[])[]): void => {
  if (!walk.hasTables || rows.some((cells) => cells.length > 2)) {
    const head = (rows[0] ?? []).map((cell) => textOf(cell, walk).trim()).join(' | ');
    if (walk.folded === 0) walk.tables.push(head);
    return;
  }
  for (const cells of rows) {
    const [key = '', value = ''] = cells.map((cell) => textOf(cell, walk).trim());
    if (key !== '' && value !== '') pushText(walk, { kind: 'item', text: `${key}: ${value}` });
  }
};

const openList = (walk: Walk, isOrdered: boolean): void => {
  if (walk.ordered.length === 0) {
    walk.lists += 1;
    walk.item = -1;
  }
  walk.ordered.push(isOrdered);
};

const visit = (walk: Walk, tokens: readonly Token[], index: number): void => {
  const token = tokens[index];
  if (token === undefined) return;
  const { type } = token;
  if (type === 'html_block') noteHtml(token.content, walk);
  else if (type === 'fence' || type === 'code_block') pushFence(walk, token);
  else if (type === 'bullet_list_open' || type === 'ordered_list_open')
    openList(walk, type === 'ordered_list_open');
  else if (type === 'bullet_list_close' || type === 'ordered_list_close') walk.ordered.pop();
  else if (type === 'list_item_open' && walk.ordered.length === 1) walk.item += 1;
  else if (type === 'inline') {
    const isHeading = tokens[index - 1]?.type === 'heading_open';
    push(walk, token, { isHeading, isFirst: tokens[index - 2]?.type === 'list_item_open' });
  }
};

/** Quotes and tables hold no words of the person's own. */
const OTHERS: ReadonlyMap<string, number> = new Map([
  ['blockquote_open', 1],
  ['table_open', 1],
  ['blockquote_close', -1],
  ['table_close', -1],
]);

/**
 * What a person sees as their own words: paragraphs, list items and headings. Comments, quotes,
 * folded details, tables and images hold no orders and are left out; fences are kept apart as data.
 */
export const readVisible = (page: Page): Visible => visibleOf(page, false);

/** The same of an answer of a form, where a table of two columns gives fields. */
export const readAnswer = (page: Page): Visible => visibleOf(page, true);

const visibleOf = ({ tokens }: Page, hasTables: boolean): Visible => {
  const open = { lists: 0, item: -1, folded: 0, ordered: [] };
  const walk: Walk = { blocks: [], fences: [], tables: [], hasTables, ...open };
  let depth = 0;
  for (const [index, { type }] of tokens.entries()) {
    if (depth === 0 && type === 'table_open') pushTable(walk, rowsOf(tokens, index));
    depth += OTHERS.get(type) ?? 0;
    if (depth === 0) visit(walk, tokens, index);
  }
  const { blocks, fences, tables, folded } = walk;
  return { blocks, fences, tables, isFolded: folded > 0 };
};
