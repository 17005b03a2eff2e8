import { isMap, isNode, isPair, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';

/** What is wrong in a configuration file, and where. Lines count from 1. */
export interface ConfigError {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A file read as YAML, and where its parts stand. */
export interface ConfigFile {
  readonly value: unknown;
  readonly errors: readonly ConfigError[];
  /** The line of a member, or of the nearest parent that is there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Members that change what an object is; no setting has such a name. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A configuration longer than this was not written by hand. */
const MAX_LENGTH = 262_144;

type Path = readonly PropertyKey[];

const keyOf = (segment: PropertyKey): string | number =>
  typeof segment === 'number' ? segment : String(segment);

/** The offset of a member's key where it has one, else of its value. */
const offsetOf = (document: Document, path: Path): number | undefined => {
  if (path.length === 0) return undefined;
  const parent = document.getIn(path.slice(0, -1).map(keyOf), true);
  const last = path.at(-1) ?? '';
  const owner = path.length === 1 ? document.contents : parent;
  if (isMap(owner)) {
    const pair = owner.items.find((item) => isPair(item) && String(item.key) === String(last));
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path.map(keyOf), true);
  return isNode(node) ? node.range?.[0] : undefined;
};

const lineIn =
  (document: Document, counter: LineCounter): ConfigFile['lineOf'] =>
  (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = offsetOf(document, path.slice(0, length));
      if (offset !== undefined) return counter.linePos(offset).line;
    }
    return 1;
  };

const oddities = (
  document: Document,
  counter: LineCounter,
): readonly Omit<ConfigError, 'file'>[] => {
  const found: Omit<ConfigError, 'file'>[] = [];
  const note = (offset: number | undefined, reason: string): void => {
    found.push({ line: offset === undefined ? 1 : counter.linePos(offset).line, reason });
  };
  visit(document, {
    Alias: (_, node) => note(node.range?.[0], 'aliases are not used here: write the value out'),
    Pair: (_, pair) => {
      if (!isNode(pair.key) || !FORBIDDEN_KEYS.has(String(pair.key))) return;
      note(pair.key.range?.[0], `"${String(pair.key)}" is no setting`);
    },
  });
  return found;
};

/** Reads one YAML 1.2 file: no aliases, no tags of its own, no key twice, one document. */
export const readConfigFile = (file: string, text: string): ConfigFile => {
  if (text.length > MAX_LENGTH) {
    const reason = `longer than ${MAX_LENGTH} characters`;
    return { value: undefined, errors: [{ file, line: 1, reason }], lineOf: () => 1 };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map((problem) => ({
    line: counter.linePos(problem.pos[0]).line,
    reason: problem.message,
  }));
  const errors = [...problems, ...oddities(document, counter)].map(({ line, reason }) => ({
    file,
    line,
    reason,
  }));
  return {
    value: errors.length === 0 ? (document.toJS({ maxAliasCount: 0 }) ?? {}) : undefined,
    errors,
    lineOf: lineIn(document, counter),
  };
};

const placesOf = (issue: z.core.$ZodIssue): readonly Path[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

const wordsOf = (issue: z.core.$ZodIssue, path: Path): string => {
  const where = path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return `"${where}" is no setting`;
  const inner = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return where === '' ? issue.message : `${where}: ${inner ?? issue.message}`;
};

/** The complaints of a schema, each with its line. */
export const errorsOf = (
  file: string,
  read: ConfigFile,
  issues: readonly z.core.$ZodIssue[],
): readonly ConfigError[] =>
  issues.flatMap((issue) =>
    placesOf(issue).map((path) => ({
      file,
      line: read.lineOf(path),
      reason: wordsOf(issue, path),
    })),
  );
