import type { ParameterValue } from '../task/aws-task.ts';
import { findVerbs } from './find-verbs.ts';
import type { Order } from './read-orders.ts';
import { regex } from './words/regex.ts';

const IMPORTS = /^import(?:ing)?$/i;

/** "into a stack", "into the stack orders", "into the orders-core stack", "to CloudFormation". */
const INTO = regex(
  'i',
  String.raw`\b(?:in ?to|under|to)\s+(?:(?:an?|the|our|its)\s+)?(?:(?:new|existing|own)\s+)?`,
  String.raw`(?:(?:aws\s+)?cloudformation(?:\s+(?:stack|template))?|`,
  String.raw`(?:["'\x60]?(?<before>[a-z][a-z0-9]*(?:-[a-z0-9]+)+)["'\x60]?\s+)?`,
  String.raw`(?:stack|template))\b`,
  String.raw`(?:\s+(?:(?:named|called)\s+)?["'\x60]?`,
  String.raw`(?!(?:in|of|for|and|at|on|with|please|that|so|named|called|as)\b)`,
  String.raw`(?<after>[a-z][a-z0-9-]{0,127})["'\x60]?)?`,
);

/** A text without the stack that something is taken into, and the name of it. */
export interface ImportReading {
  /** As long as what was read, with spaces in the place of the stack. */
  readonly text: string;
  /** The stack that was named; absent where a new one is meant. */
  readonly stack?: string;
  /** True where the text names another stack, too, or says that it is not this one. */
  readonly isUnclear: boolean;
  /** What stands around the order in its own sentence; absent where a key says that it imports. */
  readonly own?: ImportSentence;
}

/** A sentence that imports: before its verb, what it names, and what stands behind the stack. */
export interface ImportSentence {
  readonly lead: string;
  readonly object: string;
  readonly behind: string;
}

const DENIED = regex(
  'i',
  String.raw`(?:(?<![\w-])(?:not|never|instead of|rather than|without)|n't)(?![\w-])`,
  String.raw`[^,;:.\n]{0,24}$`,
);
/** "Into stack: orders": what stands behind the mark was not read. */
const OPEN = /^["'\x60)]*\s*[:=(]/;
const BESIDE = regex(
  'i',
  String.raw`^["'\x60)]*\s*(?:,\s*)?(?:and|or|&|\/)\s+(?:also\s+)?(?:in(?:to)?|to|the|a|an|stack|`,
  String.raw`["'\x60]?[a-z][a-z0-9]*(?:-[a-z0-9]+)+["'\x60]?(?:\s+stack)?\s*(?:[.,;]|$))`,
);

/** What a text says of the stack that something is taken into; undefined where it says nothing. */
export const readInto = (text: string): ImportReading | undefined => {
  const found = INTO.exec(text);
  if (found === null) return undefined;
  const { index } = found;
  const [words] = found;
  const stack = found.groups?.['before'] ?? found.groups?.['after'];
  const behind = text.slice(index + words.length);
  const isUnclear =
    DENIED.test(text.slice(0, index)) ||
    OPEN.test(behind) ||
    BESIDE.test(behind) ||
    INTO.test(behind);
  return {
    text: text.slice(0, index) + ' '.repeat(words.length) + behind,
    isUnclear,
    ...(stack === undefined ? {} : { stack }),
  };
};

/**
 * "Import the topic alerts into a stack": what is there is taken into CloudFormation. Undefined for
 * every other order: the import of a public key makes a key pair.
 */
export const readImport = ({ verb, text }: Order): ImportReading | undefined =>
  IMPORTS.test(verb.word) ? readInto(text) : undefined;

const KEYED = /^[ \t]*action[ \t]*:[ \t]*["'\x60]?import["'\x60]?[ \t.]*$/im;
const blankOut = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

/** The order to import in one line: no clause ends between the verb and the stack. */
const importInLine = (line: string): ImportReading | undefined => {
  const verbs = findVerbs(line);
  const at = verbs.findIndex(({ word }) => IMPORTS.test(word));
  const verb = verbs[at];
  if (verb === undefined) return undefined;
  const end = verbs[at + 1]?.clauseStart ?? line.length;
  const clause = line.slice(verb.end, end);
  const found = readInto(clause);
  const into = INTO.exec(clause);
  const object = clause.slice(0, into?.index ?? 0);
  if (found === undefined || into === null || /[.;:]\s/.test(object)) return undefined;
  const text = blankOut(line.slice(0, verb.end), verb.start, verb.end) + found.text;
  const behind = line.slice(verb.end + into.index + into[0].length);
  return {
    ...found,
    text: text + line.slice(end),
    isUnclear: found.isUnclear || verbs.length > 1,
    own: { lead: line.slice(0, verb.start), object, behind },
  };
};

/** The same where the form's action is "import" and a line of its own names the stack. */
const keyedImport = (details: string): ImportReading | undefined => {
  const keyed = KEYED.exec(details);
  if (keyed === null) return undefined;
  const [words] = keyed;
  return readInto(blankOut(details, keyed.index, keyed.index + words.length));
};

/** An order to import in the details of a form; its text is what they say beside it. */
export const readImportDetails = (details: string): ImportReading | undefined => {
  const lines = details.split('\n');
  const found = lines.map(importInLine);
  const [first, second] = found.filter((one) => one !== undefined);
  if (first === undefined) return keyedImport(details);
  const text = lines.map((line, index) => found[index]?.text ?? line).join('\n');
  return { ...first, text, isUnclear: first.isUnclear || second !== undefined };
};

/** What details say beside an import: its stack is where, and not another thing. */
export const withoutImport = (details: string): string =>
  readImportDetails(details)?.text ?? details;

/** What AWS itself calls an import: its material comes with the request. */
const BROUGHT: ReadonlySet<string> = new Set([
  'AWS::EC2::KeyPair',
  'AWS::CertificateManager::Certificate',
  'AWS::KMS::Key',
]);

/** "Import the bucket": what is there is not made, and the order names no stack that takes it. */
export const importsNowhere = ({ verb, text }: Order, type: string): boolean =>
  verb.action === undefined &&
  IMPORTS.test(verb.word) &&
  readInto(text) === undefined &&
  !BROUGHT.has(type);

/** What an import is given; nothing else is read of it, because what is imported stays as it is. */
export const importParameters = ({
  stack,
}: ImportReading): readonly (readonly [string, ParameterValue])[] => [
  ['action', 'import'],
  ...(stack === undefined ? [] : [['intoStack', stack] as const]),
];
