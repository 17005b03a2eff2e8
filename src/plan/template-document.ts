import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type Tags,
} from 'yaml';
import type { Json } from '../task/json.ts';

/** Bounds of one document. A template of CloudFormation's largest size stays far below them. */
export const DOCUMENT_LIMITS = { depth: 64, nodes: 200_000, aliases: 100 };

/** Line and column, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a text is no document, and where. */
export interface DocumentError {
  readonly message: string;
  readonly place: Place;
}

/** The value of a document, and where each of its members stands, by `pathKey`. */
export interface TemplateDocument {
  readonly value: Json;
  readonly places: ReadonlyMap<string, Place>;
}

/** One text for a path, as a JSON pointer writes it. */
export const pathKey = (path: readonly string[]): string =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Short form to long form. `!GetAtt` is apart: its text is split. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['!Ref', 'Ref'],
  ['!Condition', 'Condition'],
  ...(
    'And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or Select ' +
    'Split Sub ToJsonString Transform'
  )
    .split(' ')
    .map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

/**
 * Tags that CloudFormation does not read, and base-60 numbers and dates, which it keeps as text.
 * What is left of YAML 1.1 reads `yes` as true: the stricter reading for a rule.
 */
const UNREAD = /(timestamp|binary|omap|pairs|set|merge)$/;
const withoutUnread = (tags: Tags): Tags =>
  tags.filter((tag) => typeof tag !== 'string' && !UNREAD.test(tag.tag) && tag.format !== 'TIME');

interface Walk {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly places: Map<string, Place>;
  readonly errors: DocumentError[];
  readonly counts: { nodes: number; aliases: number };
}

const ORIGIN: Place = { line: 1, column: 1 };

const placeOf = (walk: Walk, node: unknown): Place => {
  const range = (node as Node | null)?.range;
  if (range === null || range === undefined) return ORIGIN;
  const { line, col } = walk.lines.linePos(range[0]);
  return { line, column: col };
};

const reject = (walk: Walk, node: unknown, message: string): null => {
  if (walk.errors.length === 0) walk.errors.push({ message, place: placeOf(walk, node) });
  return null;
};

const scalarValue = (node: Scalar): Json => {
  const { value, source } = node;
  const isPlainNumber = typeof value === 'number' || typeof value === 'bigint';
  // A leading zero is an account id that lost its quotes, never an octal number.
  if (isPlainNumber && /^[-+]?0[0-9_]/.test(source ?? '')) return source ?? null;
  // `N` is a number type of DynamoDB; CloudFormation reads no single letter as true or false.
  if (typeof value === 'boolean' && source?.length === 1) return source;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return source ?? null;
};

const keyOf = (walk: Walk, key: unknown): string | undefined => {
  if (isScalar(key) && key.value !== null) return key.source ?? JSON.stringify(key.value);
  reject(walk, key, 'a key must be one text');
  return undefined;
};

const withFunction = (tag: string, value: Json): Json => {
  const name = FUNCTIONS.get(tag) ?? tag;
  if (tag !== '!GetAtt' || typeof value !== 'string') return { [name]: value };
  const dot = value.indexOf('.');
  return { [name]: dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
};

const isOwnTag = (tag: string | undefined): tag is string => tag?.startsWith('!') === true;

const walkNode = (walk: Walk, node: unknown, path: readonly string[]): Json => {
  walk.counts.nodes += 1;
  if (walk.errors.length > 0) return null;
  if (walk.counts.nodes > DOCUMENT_LIMITS.nodes) return reject(walk, node, 'it is too large');
  if (path.length > DOCUMENT_LIMITS.depth) return reject(walk, node, 'it is nested too deeply');
  const tag = (node as Node | null)?.tag;
  if (isOwnTag(tag) && !FUNCTIONS.has(tag))
    return reject(walk, node, `CloudFormation has no function ${tag}`);
  const value = walkUntagged(walk, node, path);
  return isOwnTag(tag) ? withFunction(tag, value) : value;
};

const walkAlias = (walk: Walk, node: unknown, path: readonly string[]): Json => {
  walk.counts.aliases += 1;
  if (walk.counts.aliases > DOCUMENT_LIMITS.aliases)
    return reject(walk, node, 'it has too many aliases');
  const target = isAlias(node) ? node.resolve(walk.document) : undefined;
  if (target === undefined) return reject(walk, node, 'an alias has no anchor before it');
  return walkNode(walk, target, [...path, '']);
};

const walkMember = (walk: Walk, pair: Pair, path: readonly string[]): readonly [string, Json] => {
  const key = keyOf(walk, pair.key) ?? '';
  const inner = [...path, key];
  if (key === '__proto__') reject(walk, pair.key, 'the key `__proto__` is not allowed');
  if (key === '<<') reject(walk, pair.key, 'CloudFormation does not read merge keys (`<<`)');
  if (walk.places.has(pathKey(inner))) reject(walk, pair.key, `the key ${key} stands twice`);
  walk.places.set(pathKey(inner), placeOf(walk, pair.key));
  return [key, walkNode(walk, pair.value, inner)];
};

const walkUntagged = (walk: Walk, node: unknown, path: readonly string[]): Json => {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return walkAlias(walk, node, path);
  if (isScalar(node)) return scalarValue(node);
  if (isMap(node)) {
    return Object.fromEntries(node.items.map((pair) => walkMember(walk, pair, path)));
  }
  if (!isSeq(node)) return reject(walk, node, 'this is no value');
  return node.items.map((item, n) => {
    const inner = [...path, String(n)];
    walk.places.set(pathKey(inner), placeOf(walk, item));
    return walkNode(walk, item, inner);
  });
};

const syntaxError = (document: Document.Parsed): DocumentError | undefined => {
  const error = document.errors[0];
  if (error === undefined) return undefined;
  const start = error.linePos?.[0] ?? { line: 1, col: 1 };
  const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '');
  return { message: message.slice(0, 200), place: { line: start.line, column: start.col } };
};

/**
 * Reads one YAML or JSON document as CloudFormation does: short function tags become long, keys are
 * text and stand once, aliases are few, nothing is deep. Never throws; size is the caller's bound.
 */
export const readTemplateDocument = (text: string): TemplateDocument | DocumentError => {
  const lines = new LineCounter();
  const options = { schema: 'yaml-1.1', uniqueKeys: false, logLevel: 'error' } as const;
  const document = parseDocument(text, {
    ...options,
    lineCounter: lines,
    customTags: withoutUnread,
  });
  const broken = syntaxError(document);
  if (broken !== undefined) return broken;
  const counts = { nodes: 0, aliases: 0 };
  const walk: Walk = { document, lines, places: new Map(), errors: [], counts };
  const value = walkNode(walk, document.contents, []);
  return walk.errors[0] ?? { value, places: walk.places };
};
