import { STEMS, VERBS } from '../../src/intake/words/verb-words.ts';

/** Everything that the intake can say of an order which is no desired state. */
export const ALL_ACTIONS: readonly string[] = [
  ...new Set([
    ...VERBS.flatMap((row) => row.action ?? []),
    ...STEMS.flatMap((row) => row.action ?? []),
    // Said by words of their own, in `order-action.ts`.
    'empty',
    'instance-refresh',
    'redeploy',
  ]),
].toSorted();
