import type { SourceFile } from './source-files.ts';

export interface FunctionShape {
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  readonly nesting: number;
}

/** Replaces strings, templates, regular expressions and comments by blanks of the same length. */
const blank = (text: string): string =>
  text.replaceAll(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:&|!?[]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/g,
    (found) => found.replaceAll(/[^\n]/g, ' '),
  );

const closing = (text: string, open: number, pair: readonly [string, string]): number => {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === pair[0]) depth += 1;
    if (text[at] === pair[1]) depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
};

/** Counts top-level commas of a parameter list, a trailing one left out. */
const countParameters = (list: string): number => {
  if (list.trim() === '') return 0;
  let depth = 0;
  let count = 1;
  const trimmed = list.trim().replace(/,$/, '').replaceAll('=>', '  ');
  for (const mark of trimmed) {
    if ('([{<'.includes(mark)) depth += 1;
    if (')]}>'.includes(mark)) depth -= 1;
    if (mark === ',' && depth === 0) count += 1;
  }
  return count;
};

/** Deepest nesting of control-flow blocks inside a body. */
const nestingOf = (body: string): number => {
  const stack: boolean[] = [];
  let deepest = 0;
  for (let at = 0; at < body.length; at += 1) {
    if (body[at] === '{') {
      const before = body.slice(Math.max(0, at - 200), at).trimEnd();
      stack.push(
        /(\)|\belse|\btry|\bfinally|\bdo)$/.test(before) &&
          !/=>\s*\(?[^{}]*$/.test(before.slice(-3)),
      );
      deepest = Math.max(deepest, stack.filter(Boolean).length);
    } else if (body[at] === '}') stack.pop();
  }
  return deepest;
};

const HEAD =
  /(?:\bfunction\b[^(\n]*|\bconst\s+\w+[^=\n]*=\s*(?:async\s*)?(?:<[^>\n]*>)?\s*|^\s+(?:async\s+|static\s+|private\s+)*(?!if|for|while|switch|catch|return|await|super|new)\w+)\(/gm;

/** The named functions and methods of a file, with their sizes; reads text, not types. */
export const functionsOf = (file: SourceFile): readonly FunctionShape[] => {
  const text = blank(file.text);
  const found: FunctionShape[] = [];
  for (const match of text.matchAll(HEAD)) {
    const open = match.index + match[0].length - 1;
    const close = closing(text, open, ['(', ')']);
    const rest = text.slice(close + 1, close + 400);
    const arrow = /^[^={;]*(?::[^={;]*)?=>\s*/.exec(rest) ?? /^\s*(?::[^{;=]*)?(?=\{)/.exec(rest);
    if (arrow === null) continue;
    const start = close + 1 + arrow[0].length;
    const end = text[start] === '{' ? closing(text, start, ['{', '}']) : start;
    const line = text.slice(0, match.index).split('\n').length;
    found.push({
      line,
      lines: text.slice(match.index, end).split('\n').length,
      parameters: countParameters(text.slice(open + 1, close)),
      nesting: nestingOf(text.slice(start + 1, end)),
    });
  }
  return found;
};
