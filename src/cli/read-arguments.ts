import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartRefused } from '../app/knowledge.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Shape<O extends Options> {
  /** The command as it is typed, after `aws-coworker`. */
  readonly usage: string;
  readonly options: O;
  /** Most words beside the options. */
  readonly mostWords: number;
}

/** Node tells more than one sentence about an unknown option; the first is enough. */
const firstSentence = (error: unknown): string => {
  const message = error instanceof Error ? error.message : 'the arguments can not be read';
  return message.split('. ')[0] ?? message;
};

/** What was wrong and how the command is typed, as the refusal of a command. */
export const misused = (because: string, usage: string): StartRefused =>
  new StartRefused([because, `usage: aws-coworker ${usage}`]);

const parsed = <O extends Options>(args: readonly string[], options: O) =>
  parseArgs({ args: [...args], allowPositionals: true, strict: true, options });

/** Reads the arguments of a command, or refuses with what is wrong and how it is typed. */
export const readArguments = <O extends Options>(
  args: readonly string[],
  { usage, options, mostWords }: Shape<O>,
): ReturnType<typeof parsed<O>> => {
  try {
    const read = parsed(args, options);
    const extra = read.positionals[mostWords];
    if (extra === undefined) return read;
    throw misused(`there is one word too many: ${JSON.stringify(extra)}`, usage);
  } catch (error) {
    throw error instanceof StartRefused ? error : misused(firstSentence(error), usage);
  }
};

/** One of some words, or a refusal that names them and what was given. */
export const oneOf = <T extends string>(
  given: string | undefined,
  words: readonly T[],
  { name, usage }: { readonly name: string; readonly usage: string },
): T => {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  const was = given === undefined ? 'it was not given' : `not ${JSON.stringify(given)}`;
  throw misused(`${name} is one of ${words.join(', ')}; ${was}`, usage);
};
