import type { JudgedResource } from './judge.ts';

/** An issue that is kept about something ill: one resource, or the rest of an account together. */
export interface HealthIssue {
  /** The ARN of the one resource, or `group <account>`. */
  readonly key: string;
  readonly kind: 'single' | 'group';
  readonly accountId: string;
  readonly number: number;
  readonly isOpen: boolean;
  /** How often it was opened: 1 at first. */
  readonly episode: number;
  /** ISO 8601: when it was opened last. */
  readonly openedAt: string;
  /** What it speaks of, as it was judged when it was last written. */
  readonly members: readonly JudgedResource[];
}

/** What a look found, as far as issues are about it. */
export interface HealthLook {
  /** Everything that is ill, and what is watched in whatever state. Worst first. */
  readonly judged: readonly JudgedResource[];
  /** Places that were seen to their end, as `placeKey` writes them. */
  readonly looked: readonly string[];
  /** ARNs that had an issue when the look was asked for: of them alone it says that they left. */
  readonly watched: readonly string[];
}

/** One thing to do to one issue. `members` are those it is about from now on. */
export interface HealthAction {
  readonly act: 'open' | 'reopen' | 'update' | 'close';
  readonly key: string;
  readonly kind: HealthIssue['kind'];
  readonly accountId: string;
  readonly members: readonly JudgedResource[];
  /** The issue as it stands; absent for one to be opened. */
  readonly issue?: HealthIssue;
}

/** Issues of single resources that may be opened in an hour and account. */
const MOST_SINGLES = 10;
const HOUR_MS = 3_600_000;

/** Where a resource is listed. */
export const placeKey = (
  one: Pick<JudgedResource, 'accountId' | 'region' | 'resourceType'>,
): string => `${one.accountId} ${one.region} ${one.resourceType}`;

const groupKey = (accountId: string): string => `group ${accountId}`;

const isIll = ({ status }: JudgedResource): boolean =>
  status === 'Unhealthy' || status === 'Degraded';

/** What of an issue is worth writing again: who is ill and by which rules, not each value. */
const signature = (members: readonly JudgedResource[]): string =>
  JSON.stringify(
    members
      .map(({ arn, status, evidence }) => [arn, status, ...evidence.map(({ rule }) => rule)])
      .map((one) => one.join(' '))
      .sort((a, b) => (a < b ? -1 : 1)),
  );

/** How a member is now: judged again, known to be well or gone, or as it was last known. */
const nowOf = (look: HealthLook, member: JudgedResource): JudgedResource | undefined => {
  const found = look.judged.find(({ arn }) => arn === member.arn);
  if (found !== undefined) {
    if (isIll(found)) return found;
    return found.status === 'Healthy' ? undefined : member;
  }
  const isGone = look.watched.includes(member.arn) && look.looked.includes(placeKey(member));
  return isGone ? undefined : member;
};

const followOpen = (look: HealthLook, issue: HealthIssue): readonly HealthAction[] => {
  const { key, kind, accountId } = issue;
  const members = issue.members.flatMap((member) => nowOf(look, member) ?? []);
  const base = { key, kind, accountId, issue };
  if (members.length === 0) return [{ act: 'close', ...base, members: issue.members }];
  if (signature(members) === signature(issue.members)) return [];
  return [{ act: 'update', ...base, members }];
};

const openOne = (
  issues: readonly HealthIssue[],
  about: Pick<HealthIssue, 'key' | 'kind' | 'accountId' | 'members'>,
): HealthAction => {
  const issue = issues.find(({ key }) => key === about.key);
  return issue === undefined ? { act: 'open', ...about } : { act: 'reopen', ...about, issue };
};

interface Account {
  readonly accountId: string;
  readonly ill: readonly JudgedResource[];
  readonly issues: readonly HealthIssue[];
  readonly followed: readonly HealthAction[];
  readonly nowMs: number;
}

/** The rest of an account joins its open group, or makes one. */
const groupOf = (account: Account, rest: readonly JudgedResource[]): readonly HealthAction[] => {
  const { accountId, issues, followed } = account;
  const key = groupKey(accountId);
  const pending = followed.find((action) => action.key === key);
  const issue = issues.find((one) => one.key === key);
  if (rest.length === 0) return pending === undefined ? [] : [pending];
  if (issue?.isOpen !== true) {
    return [openOne(issues, { key, kind: 'group', accountId, members: rest })];
  }
  const kept = pending?.act === 'close' ? [] : (pending ?? issue).members;
  return [{ act: 'update', key, kind: 'group', accountId, issue, members: [...kept, ...rest] }];
};

const planAccount = (account: Account): readonly HealthAction[] => {
  const { accountId, issues, followed, nowMs } = account;
  const open = issues.filter(({ isOpen }) => isOpen);
  const covered = new Set(open.flatMap(({ members }) => members.map(({ arn }) => arn)));
  const fresh = account.ill.filter(({ arn }) => !covered.has(arn));
  const recent = issues.filter(
    ({ kind, openedAt }) => kind === 'single' && Date.parse(openedAt) > nowMs - HOUR_MS,
  );
  const room = Math.max(0, MOST_SINGLES - recent.length);
  const singles = fresh
    .slice(0, room)
    .map((one) => openOne(issues, { key: one.arn, kind: 'single', accountId, members: [one] }));
  const others = followed.filter(({ kind }) => kind === 'single');
  return [...others, ...singles, ...groupOf(account, fresh.slice(room))];
};

const CLOSE_FIRST: readonly HealthAction['act'][] = ['close', 'update', 'reopen', 'open'];

/**
 * What is to be done to the issues so that they say what a look found. An issue follows its
 * resource: it closes when that is well again or gone, and opens again when it comes back. What
 * nobody could judge stays as it is. Done once, the same look asks for nothing more.
 */
export const planHealthIssues = (
  look: HealthLook,
  issues: readonly HealthIssue[],
  nowMs: number,
): readonly HealthAction[] => {
  const ill = look.judged.filter(isIll);
  const open = issues.filter(({ isOpen }) => isOpen);
  const followed = open.flatMap((issue) => followOpen(look, issue));
  const accounts = new Set([...ill, ...open].map(({ accountId }) => accountId));
  return [...accounts]
    .flatMap((accountId) => {
      const own = <T extends { readonly accountId: string }>(all: readonly T[]): readonly T[] =>
        all.filter((one) => one.accountId === accountId);
      return planAccount({
        accountId,
        ill: own(ill),
        issues: own(issues),
        followed: own(followed),
        nowMs,
      });
    })
    .toSorted((a, b) => CLOSE_FIRST.indexOf(a.act) - CLOSE_FIRST.indexOf(b.act));
};
