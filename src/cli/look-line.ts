import { timeWords } from '../reply/look.ts';
import type { Look, TellProgress } from '../report/look.ts';

/** Where lines for people go, while standard output holds the answer. */
export interface LookOutput {
  readonly write: (text: string) => void;
  /** True where a line can be written over. */
  readonly isTerminal: boolean;
}

/** A line that stays is written no more often than this. */
const EVERY_MS = 15_000;
const CLEAR = '\r\u001B[K';

/** Shows how far a look is: in one line of a terminal, or now and then in a log. */
export const createLookLine = (
  { write, isTerminal }: LookOutput,
  now: () => number,
): { readonly tell: TellProgress; readonly end: () => void } => {
  const beganMs = now();
  let toldMs = beganMs;
  return {
    tell: ({ done, all, at }) => {
      const nowMs = now();
      if (!isTerminal && nowMs - toldMs < EVERY_MS) return;
      toldMs = nowMs;
      const spent = timeWords((nowMs - beganMs) / 1000);
      const name = at.replaceAll(/\p{Cc}|\p{Cf}/gu, ' ');
      const line = `${done} of ${all} accounts and regions, ${name}, ${spent} so far`;
      write(isTerminal ? `${CLEAR}${line}` : `${line}\n`);
    },
    end: () => {
      if (isTerminal) write(CLEAR);
    },
  };
};

/** What is said before a look that takes long; empty where it does not. */
export const expectedLine = ({ seconds, places, accounts }: Look, saySeconds: number): string =>
  seconds <= saySeconds
    ? ''
    : `Expected: about ${timeWords(seconds)} for ${places} places in ${accounts} accounts.\n`;
