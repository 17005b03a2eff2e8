import { Fault } from '../../../task/fault.ts';
import type { AccountId } from '../../../task/ids.ts';
import { SEVERITIES } from '../audit-report.ts';
import { keepAdvisory, keepFailure, keepNotRead, ofAccount, type Tally } from './tally.ts';
import { addUnread } from './unread-parts.ts';

/** Whoever looks at one account speaks of no other. */
const onlyOf = (found: Tally, accountId: AccountId): void => {
  const named = [
    ...found.byAccount.keys(),
    ...[...found.findings, ...found.advisory, ...found.notRead].map((one) => one.accountId),
    ...[...found.notSeen, ...[...found.unread.values()].map(({ thing }) => thing)].map(
      (one) => one.accountId,
    ),
  ];
  if (named.every((one) => one === accountId)) return;
  throw new Fault('broken-promise', `an audit of ${accountId} tells of another account`);
};

const addCounts = (tally: Tally, found: Tally): void => {
  for (const one of SEVERITIES) tally.counts[one] += found.counts[one];
  for (const [accountId, { counts, things }] of found.byAccount) {
    const own = ofAccount(tally, accountId);
    own.things += things;
    for (const one of SEVERITIES) own.counts[one] += counts[one];
  }
  for (const [title, count] of found.looked)
    tally.looked.set(title, (tally.looked.get(title) ?? 0) + count);
  tally.advised += found.advised;
  tally.passed += found.passed;
  tally.unknown += found.unknown;
  tally.notReadCount += found.notReadCount;
};

/** Takes what somebody else counted in one account, in place; a Fault when it is of another. */
export const addTally = (tally: Tally, found: Tally, accountId: AccountId): void => {
  onlyOf(found, accountId);
  addCounts(tally, found);
  for (const one of found.findings) keepFailure(tally, one);
  for (const one of found.advisory) keepAdvisory(tally, one);
  for (const one of found.notRead) keepNotRead(tally, one);
  for (const [key, one] of found.notKnown) {
    const known = tally.notKnown.get(key) ?? { ...one, count: 0 };
    tally.notKnown.set(key, { ...known, count: known.count + one.count });
  }
  tally.notSeen.push(...found.notSeen);
  addUnread(tally.unread, found.unread);
};
