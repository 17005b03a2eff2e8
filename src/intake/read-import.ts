import type { ParameterValue } from '../task/aws-task.ts';
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
}

/** What a text says of the stack that something is taken into; undefined where it says nothing. */
export const readInto = (text: string): ImportReading | undefined => {
  const found = INTO.exec(text);
  if (found === null) return undefined;
  const { index } = found;
  const [words] = found;
  const stack = found.groups?.['before'] ?? found.groups?.['after'];
  return {
    text: text.slice(0, index) + ' '.repeat(words.length) + text.slice(index + words.length),
    ...(stack === undefined ? {} : { stack }),
  };
};

/**
 * "Import the topic alerts into a stack": what is there is taken into CloudFormation. Undefined for
 * every other order: the import of a public key makes a key pair.
 */
export const readImport = ({ verb, text }: Order): ImportReading | undefined =>
  IMPORTS.test(verb.word) ? readInto(text) : undefined;

const IN_DETAILS = /\b(?:import(?:ing)?|take)\b/i;

/** The same in the details of a form. */
export const readImportDetails = (details: string): ImportReading | undefined =>
  IN_DETAILS.test(details) ? readInto(details) : undefined;

/** What an import is given; nothing else is read of it, because what is imported stays as it is. */
export const importParameters = ({
  stack,
}: ImportReading): readonly (readonly [string, ParameterValue])[] => [
  ['action', 'import'],
  ...(stack === undefined ? [] : [['intoStack', stack] as const]),
];
