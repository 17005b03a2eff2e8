import type { AwsAccount } from '../task/account.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { accountCalled } from './find-places.ts';

/** The target of an order that was read. */
export interface Antecedent {
  readonly type: AwsResourceType;
  readonly name?: string;
  readonly id?: string;
}

/** What all orders of one issue share. */
export interface FreeText {
  readonly accounts: readonly AwsAccount[];
  /** Sentences that order nothing, and the title. */
  readonly context: string;
  /** The same without the title. */
  readonly told: string;
  /** The order before, for "it". */
  readonly before?: string;
  /** What the order before was about, for "it". */
  readonly antecedent?: Antecedent;
  /** True where nothing else is ordered. */
  readonly isOnly?: boolean;
  /** Every visible sentence. */
  readonly everything: string;
}

/** A test for words that name an account. */
export const isAccountWord =
  ({ accounts }: FreeText) =>
  (word: string): boolean =>
    accountCalled(word, accounts) !== undefined;
