import type { AwsReader } from '../../services/aws-reader.ts';
import type { AccountId } from '../../task/ids.ts';
import type { Decided } from '../../task/refusal.ts';
import { lookAt, type Saw } from './look.ts';
import type { Claim } from './receipt.ts';

const NO_TIME: Saw = { seen: 'unknown', words: 'there was no time left' };

/**
 * Looks at the resource of each claim, one after the other, and answers in the same order. An
 * account that can not be opened, and what there was no time for, is unknown.
 */
export const gatherLooks = async (
  claims: readonly Claim[],
  openReader: (accountId: AccountId) => Promise<Decided<AwsReader>>,
  mayGoOn: () => boolean,
): Promise<readonly Saw[]> => {
  const looks: Saw[] = [];
  for (const claim of claims) {
    if (!mayGoOn()) {
      looks.push(NO_TIME);
      continue;
    }
    const opened = await openReader(claim.accountId);
    looks.push(
      opened.ok
        ? await lookAt(opened.value, claim)
        : { seen: 'unknown', words: opened.refusal.because },
    );
  }
  return looks;
};
