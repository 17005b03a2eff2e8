import type { AwsAccount } from '../task/account.ts';
import { accountCalled } from './find-places.ts';

/** What all orders of one issue share. */
export interface FreeText {
  readonly accounts: readonly AwsAccount[];
  /** Sentences that order nothing, and the title. */
  readonly context: string;
  /** The order before, for "it". */
  readonly before?: string;
  /** Every visible sentence. */
  readonly everything: string;
}

/** A test for words that name an account. */
export const isAccountWord =
  ({ accounts }: FreeText) =>
  (word: string): boolean =>
    accountCalled(word, accounts) !== undefined;
