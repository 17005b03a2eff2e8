import type { BaselineItem } from '../../../review/baseline.ts';
import type { Finding, Severity } from '../../../review/finding.ts';
import type { AccountId } from '../../../task/ids.ts';
import { keepSmallest, smallest } from '../../keep-smallest.ts';
import {
  type AuditFinding,
  type AuditReport,
  type AuditedThing,
  type NotKnown,
  type NotRead,
  type NotSeen,
} from '../audit-report.ts';
import { byKey, byPlace, worstFirst } from './order.ts';
import { unreadSeen, type UnreadPart } from './unread-parts.ts';

/** More of a kind than this is counted and not kept: memory is bounded. */
const MOST_OTHERS = 500;

type Counts = Record<Severity, number>;

const noCounts = (): Counts => ({ Critical: 0, High: 0, Medium: 0, Low: 0 });

interface OfAccount {
  readonly counts: Counts;
  things: number;
}

/** What was judged so far; one for each audit, changed in place. */
export interface Tally {
  /** How many findings are kept: of what is beyond, the least severe is let go. */
  readonly mostKept: number;
  readonly findings: AuditFinding[];
  readonly advisory: AuditFinding[];
  readonly counts: Counts;
  readonly byAccount: Map<AccountId, OfAccount>;
  readonly notKnown: Map<string, NotKnown>;
  readonly notRead: NotRead[];
  readonly notSeen: NotSeen[];
  /** Parts of things that were read, as far as they could not be read. */
  readonly unread: Map<string, UnreadPart>;
  readonly looked: Map<string, number>;
  advised: number;
  passed: number;
  unknown: number;
  notReadCount: number;
}

/** Before anything is read. */
export const emptyTally = (mostKept: number): Tally => ({
  mostKept,
  findings: [],
  advisory: [],
  counts: noCounts(),
  byAccount: new Map(),
  notKnown: new Map(),
  notRead: [],
  notSeen: [],
  unread: new Map(),
  looked: new Map(),
  advised: 0,
  passed: 0,
  unknown: 0,
  notReadCount: 0,
});

const ADVISORY = { most: MOST_OTHERS, compare: byKey } as const;
const NOT_READ = { most: MOST_OTHERS, compare: byPlace } as const;

/** Keeps a finding, in the place of a less severe one where there is no room. */
const keepFailure = (tally: Tally, finding: AuditFinding): void =>
  keepSmallest(tally.findings, finding, { most: tally.mostKept, compare: worstFirst });

/** Keeps a finding that is shown and not counted, as far as there is room. */
const keepAdvisory = (tally: Tally, finding: AuditFinding): void =>
  keepSmallest(tally.advisory, finding, ADVISORY);

/** Keeps a thing that could not be read, as far as there is room. */
const keepNotRead = (tally: Tally, one: NotRead): void =>
  keepSmallest(tally.notRead, one, NOT_READ);

/** What was counted in one account. */
const ofAccount = (tally: Tally, accountId: AccountId): OfAccount => {
  const known = tally.byAccount.get(accountId) ?? { counts: noCounts(), things: 0 };
  tally.byAccount.set(accountId, known);
  return known;
};

const countFailure = (tally: Tally, thing: AuditedThing, finding: Finding): void => {
  const { item, severity, detail, isAdvisory, resource, type } = finding;
  const isNamed = type === thing.type || `${resource} `.startsWith(`${thing.id} `);
  const said = isNamed ? detail : `${resource}: ${detail}`;
  const found: AuditFinding = { ...thing, item, severity, detail: said };
  if (isAdvisory) {
    tally.advised += 1;
    keepAdvisory(tally, found);
    return;
  }
  tally.counts[severity] += 1;
  ofAccount(tally, thing.accountId).counts[severity] += 1;
  keepFailure(tally, found);
};

const countUnknown = (tally: Tally, { item, detail }: Finding): void => {
  tally.unknown += 1;
  const key = `${item} ${detail}`;
  const known = tally.notKnown.get(key) ?? { item, because: detail, count: 0 };
  if (!tally.notKnown.has(key) && tally.notKnown.size >= MOST_OTHERS) return;
  tally.notKnown.set(key, { ...known, count: known.count + 1 });
};

const STATUSES = ['FAIL', 'UNKNOWN', 'PASS'];

/** What counts comes before what is only shown, and a failure before what is not known. */
const rankOf = ({ status, isAdvisory }: Finding): number =>
  STATUSES.indexOf(status) + (isAdvisory ? STATUSES.length : 0);

/** A policy that stands by itself is judged by itself; any other part with its thing. */
const judgedAs = ({ type, resource, item }: Finding): string =>
  type === 'AWS::IAM::ManagedPolicy' ? `${item} ${resource}` : item;

/** A bucket and its policy may break one rule together: it is said once, of the bucket. */
const onceEach = (findings: readonly Finding[]): readonly Finding[] => {
  const worst = new Map<string, Finding>();
  for (const one of findings) {
    const key = judgedAs(one);
    const known = worst.get(key);
    if (known === undefined || rankOf(one) < rankOf(known)) worst.set(key, one);
  }
  return [...worst.values()];
};

/** Takes what was judged of one thing; of what holds only the number is kept. */
export const countThing = (
  tally: Tally,
  { title, thing }: { readonly title: string; readonly thing: AuditedThing },
  findings: readonly Finding[],
): void => {
  tally.looked.set(title, (tally.looked.get(title) ?? 0) + 1);
  ofAccount(tally, thing.accountId).things += 1;
  for (const one of onceEach(findings)) {
    if (one.status === 'FAIL') countFailure(tally, thing, one);
    else if (one.status === 'UNKNOWN' && !one.isAdvisory) countUnknown(tally, one);
    else if (one.status === 'PASS') tally.passed += 1;
  }
};

/** Takes a thing that could not be read. */
export const countNotRead = (tally: Tally, thing: AuditedThing, because: string): void => {
  tally.notReadCount += 1;
  keepNotRead(tally, { ...thing, because });
};

const itemsNamed = (
  { findings, advisory, notKnown }: Pick<AuditReport, 'findings' | 'advisory' | 'notKnown'>,
  items: readonly BaselineItem[],
): AuditReport['items'] => {
  const named = new Set([...findings, ...advisory, ...notKnown].map(({ item }) => item));
  return Object.fromEntries(
    items
      .filter(({ id }) => named.has(id))
      .map(({ id, title, pillar, remediation, references }) => [
        id,
        { title, pillar, remediation, references },
      ]),
  );
};

/** The same world gives the same report, whichever place answered first. */
export const closeTally = (
  tally: Tally,
  accounts: readonly AccountId[],
  items: readonly BaselineItem[],
): AuditReport => {
  const notSeen = [...tally.notSeen, ...unreadSeen(tally.unread)];
  const unseen = new Set(notSeen.map(({ accountId }) => accountId));
  const all = Object.values(tally.counts).reduce((sum, count) => sum + count, 0);
  const { findings: found, mostKept } = tally;
  const findings = smallest(found, { most: mostKept, compare: worstFirst });
  const advisory = smallest(tally.advisory, ADVISORY);
  const notKnown = [...tally.notKnown.values()].toSorted((a, b) =>
    a.item + a.because < b.item + b.because ? -1 : 1,
  );
  return {
    findings,
    advisory,
    counts: tally.counts,
    byAccount: [...tally.byAccount]
      .map(([accountId, one]) => ({ accountId, ...one }))
      .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1)),
    advised: tally.advised,
    passed: tally.passed,
    unknown: tally.unknown,
    notKnown,
    notRead: smallest(tally.notRead, NOT_READ),
    notReadCount: tally.notReadCount,
    notSeen: notSeen.toSorted(byPlace),
    accounts: accounts.length,
    accountsSeen: accounts.filter((id) => !unseen.has(id)).length,
    looked: Object.fromEntries([...tally.looked].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    leftOut: all - findings.length,
    items: itemsNamed({ findings, advisory, notKnown }, items),
  };
};
