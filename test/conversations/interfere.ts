import type { WireCall } from '../../sandbox/plugin.ts';
import type { Intercept } from './company.ts';

/** What is done once a call of AWS was answered, before the application hears the answer. */
interface Waiting {
  readonly operation: string;
  /** Which of the coming calls, counted from 1. */
  readonly nth: number;
  readonly act: () => Promise<void>;
  seen: number;
}

/** Stands between the application and AWS for one story. */
export interface Interference {
  readonly intercept: Intercept;
  /** Lets somebody act in the middle of what the application is doing. */
  readonly during: (operation: string, nth: number, act: () => Promise<void>) => void;
  /** From now on AWS answers an operation with these members instead of its own. */
  readonly tamper: (operation: string, answer: Readonly<Record<string, unknown>>) => void;
}

const operationOf = ({ commandName }: WireCall): string => commandName.replace(/Command$/, '');

/** Nothing is interfered with until a story says so. */
export const createInterference = (): Interference => {
  const waiting: Waiting[] = [];
  const tampered = new Map<string, Readonly<Record<string, unknown>>>();
  const actDuring = async (operation: string): Promise<void> => {
    for (const one of waiting.filter((each) => each.operation === operation)) {
      one.seen += 1;
      if (one.seen === one.nth) await one.act();
    }
  };
  return {
    intercept: async (call, send) => {
      const operation = operationOf(call);
      const answer = await send();
      await actDuring(operation);
      const instead = tampered.get(operation);
      return instead === undefined ? answer : { ...(answer as object), ...instead };
    },
    during: (operation, nth, act) => void waiting.push({ operation, nth, act, seen: 0 }),
    tamper: (operation, answer) => void tampered.set(operation, answer),
  };
};
