import type { JudgedStack, StackAt } from '../../services/stack-drift/judge.ts';

/** A place that nobody could see, and why. */
export interface UnseenPlace {
  readonly place: string;
  readonly because: string;
}

/** What an issue speaks of: one drifted stack, or everything that nobody could tell. */
export interface DriftTold {
  readonly stacks: readonly JudgedStack[];
  readonly failed: readonly UnseenPlace[];
}

/** An issue that is kept about drift, as it stands. */
export interface DriftIssue extends DriftTold {
  /** The id of the stack, or `unknown`. */
  readonly key: string;
  readonly number: number;
  readonly isOpen: boolean;
  /** How often it was opened: 1 at first. */
  readonly episode: number;
  /** ISO 8601: when a plan set its stack back; what an earlier look found is no news then. */
  readonly settledAt?: string;
}

/** What a look found, as far as issues are about it. */
export interface DriftLook extends DriftTold {
  /** Places whose stacks were all listed, as `placeOf` writes them. */
  readonly looked: readonly string[];
  /** Stacks that had an issue when the look was asked for: of them alone it says that they left. */
  readonly watched: readonly string[];
  /** ISO 8601: when the look began. */
  readonly lookedAt: string;
}

/** One thing to do to one issue, and what it speaks of from now on. */
export interface DriftAction extends DriftTold {
  readonly act: 'open' | 'reopen' | 'update' | 'close';
  readonly key: string;
  /** The issue as it stands; absent for one to be opened. */
  readonly issue?: DriftIssue;
}

/** The key of the one issue about what nobody could tell. */
export const UNKNOWN_KEY = 'unknown';

/** Where a stack is listed. */
export const placeOf = ({ accountId, region }: Pick<StackAt, 'accountId' | 'region'>): string =>
  `${accountId} ${region}`;

/** What of an issue is worth writing again: what AWS says of an error is new each time. */
const signature = ({ stacks, failed }: DriftTold): string =>
  JSON.stringify([
    stacks.map(({ stackId, status, resources, untold }) => [
      stackId,
      status,
      resources,
      untold.map(({ logicalId }) => logicalId),
    ]),
    failed.map(({ place }) => place),
  ]);

const sayDrift = (
  told: DriftTold & { readonly key: string },
  issue: DriftIssue | undefined,
  lookedAt: string,
): readonly DriftAction[] => {
  if (issue === undefined) return [{ act: 'open', ...told }];
  const { settledAt } = issue;
  if (settledAt !== undefined && Date.parse(lookedAt) <= Date.parse(settledAt)) return [];
  if (!issue.isOpen || settledAt !== undefined) return [{ act: 'reopen', ...told, issue }];
  return signature(issue) === signature(told) ? [] : [{ act: 'update', ...told, issue }];
};

const followStack = (look: DriftLook, issue: DriftIssue): readonly DriftAction[] => {
  const [last] = issue.stacks;
  const now = look.stacks.find(({ stackId }) => stackId === issue.key);
  const { key, failed } = issue;
  if (now?.status === 'IN_SYNC') return [{ act: 'close', key, stacks: [now], failed, issue }];
  const isLooked = last !== undefined && look.looked.includes(placeOf(last));
  const isGone = now === undefined && isLooked && look.watched.includes(key);
  return isGone ? [{ act: 'close', key, stacks: [], failed, issue }] : [];
};

/** All that nobody could tell stands in one issue, which ends when everything is told. */
const sayUnknown = (look: DriftLook, issue: DriftIssue | undefined): readonly DriftAction[] => {
  const stacks = look.stacks.filter(({ status }) => status === 'UNKNOWN');
  const told = { key: UNKNOWN_KEY, stacks, failed: look.failed };
  if (stacks.length + look.failed.length > 0) return sayDrift(told, issue, look.lookedAt);
  return issue?.isOpen === true ? [{ act: 'close', ...told, issue }] : [];
};

const CLOSE_FIRST: readonly DriftAction['act'][] = ['close', 'update', 'reopen', 'open'];

/**
 * What is to be done to the issues so that they say what a look found: one for each drifted stack,
 * and one for all that is unknown. A stack of which nothing could be told keeps its issue as it is.
 * Done once, the same look asks for nothing more.
 */
export const planDriftIssues = (
  look: DriftLook,
  issues: readonly DriftIssue[],
): readonly DriftAction[] => {
  const issueOf = (key: string): DriftIssue | undefined => issues.find((one) => one.key === key);
  const drifted = look.stacks
    .filter(({ status }) => status === 'DRIFTED')
    .flatMap((stack) =>
      sayDrift(
        { key: stack.stackId, stacks: [stack], failed: [] },
        issueOf(stack.stackId),
        look.lookedAt,
      ),
    );
  const open = issues.filter(({ isOpen, key }) => isOpen && key !== UNKNOWN_KEY);
  const followed = open.flatMap((issue) => followStack(look, issue));
  return [...followed, ...drifted, ...sayUnknown(look, issueOf(UNKNOWN_KEY))].toSorted(
    (a, b) => CLOSE_FIRST.indexOf(a.act) - CLOSE_FIRST.indexOf(b.act),
  );
};
