import type { ParsedCommand } from '../../intake/parse-command.ts';
import { quoteInline } from '../../reply/quote.ts';
import type { Refusal } from '../../task/refusal.ts';

type Malformed = Extract<ParsedCommand, { kind: 'malformed' }>;

/** What is said to a nearly right command. */
export const refuseMalformed = (parsed: Malformed): Refusal => ({
  code: parsed.didYouMean === undefined ? 'unknown-command' : 'malformed-command',
  because: `${quoteInline(parsed.text)}: ${parsed.because}.`,
  next:
    parsed.didYouMean === undefined
      ? 'Type `/help` for the commands.'
      : `Did you mean \`${parsed.didYouMean}\`? Write it alone at the start of a new comment.`,
});
