import type { Refusal } from '../task/refusal.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AccountId, Region } from '../task/ids.ts';
import type { PlannedChange } from './change.ts';
import type { Step } from './step.ts';

/** Resources of one type in one account that a plan would lose or change. */
export interface Touched {
  readonly accountId: AccountId;
  readonly type: string;
  readonly resources: number;
  /** In how many steps: a plan can be split into these, and no further. */
  readonly steps: number;
  /** Where they are, in the order of the plan. */
  readonly regions: readonly Region[];
}

/**
 * How many resources of a type there are in an account, counted only as far as it matters.
 * `not listed`: AWS lists this type only as a part of another. `unknown`: AWS did not say.
 */
export interface TypeCount {
  readonly accountId: AccountId;
  readonly type: string;
  readonly count: number | 'not listed' | 'unknown';
}

const isTouched = ({ action }: PlannedChange): boolean =>
  action === 'change' || action === 'delete' || action === 'replace';

/**
 * A share says nothing of so few: one resource is always one plan, and what stands together in one
 * stack, such as the alarms of a function, is not torn apart.
 */
const FEW = { together: 5, apart: 1 };

const fewOf = ({ steps }: Touched): number => (steps === 1 ? FEW.together : FEW.apart);

/** What is changed in one step and deleted in a later one is one resource. */
const addStep = (
  found: Map<string, Touched>,
  seen: Set<string>,
  { accountId, region, changes }: Pick<Step, 'accountId' | 'region' | 'changes'>,
): void => {
  const keyOf = ({ type, physicalId }: PlannedChange): string =>
    `${accountId} ${region} ${type} ${physicalId ?? ''}`;
  const touched = changes.filter((change) => isTouched(change) && !seen.has(keyOf(change)));
  for (const change of touched) if (change.physicalId !== undefined) seen.add(keyOf(change));
  const types = touched.map(({ type }) => type);
  for (const type of new Set(types)) {
    const key = `${accountId} ${type}`;
    const known = found.get(key) ?? { accountId, type, resources: 0, steps: 0, regions: [] };
    found.set(key, {
      ...known,
      resources: known.resources + types.filter((one) => one === type).length,
      steps: known.steps + 1,
      regions: [...new Set([...known.regions, region])],
    });
  }
};

/** What of a plan is held against the share of a type: more than a few of it in one account. */
export const touchedTypes = (steps: readonly Step[]): readonly Touched[] => {
  const found = new Map<string, Touched>();
  const seen = new Set<string>();
  for (const step of steps) addStep(found, seen, step);
  return [...found.values()].filter((touched) => touched.resources > fewOf(touched));
};

/** How many there must be at least for a plan to touch so many of them; none need be counted on. */
export const leastCount = ({ resources }: Touched, percent: number): number =>
  Math.ceil((resources * 100) / percent);

const placeOf = ({ accountId }: Touched, accounts: readonly AwsAccount[]): string =>
  accounts.find((account) => account.id === accountId)?.name ?? accountId;

const split = ({ type }: Touched, most: number): string =>
  'Split the request or the template so that each plan touches at most ' +
  `${most} of the type \`${type}\`.`;

const unknown = (touched: Touched, where: string, percent: number): Refusal => ({
  code: 'too-many-resources',
  because:
    `AWS does not say how many of the type \`${touched.type}\` there are in ${where}, ` +
    `so nobody knows whether ${touched.resources} of them are more than ${percent} %.`,
  next: split(touched, fewOf(touched)),
});

const tooLarge = (touched: Touched, count: number, limits: Limits): Refusal => {
  const { percent, accounts } = limits;
  const few = fewOf(touched);
  return {
    code: 'too-many-resources',
    because:
      `${touched.resources} of ${count} of the type \`${touched.type}\` in ` +
      `${placeOf(touched, accounts)} would be lost or changed; ` +
      `one plan may touch ${percent} % of a type, or ${few}.`,
    next: split(touched, Math.max(few, Math.floor((count * percent) / 100))),
  };
};

/** What the share of a type is judged by. */
export interface Limits {
  readonly counts: readonly TypeCount[];
  readonly accounts: readonly AwsAccount[];
  readonly percent: number;
}

const shareOf = (touched: Touched, limits: Limits): Refusal | undefined => {
  const { counts, accounts, percent } = limits;
  const found = counts.find(
    (one) => one.accountId === touched.accountId && one.type === touched.type,
  );
  const count = found?.count ?? 'unknown';
  if (count === 'not listed') return undefined;
  if (count === 'unknown') return unknown(touched, placeOf(touched, accounts), percent);
  return count >= leastCount(touched, percent) ? undefined : tooLarge(touched, count, limits);
};

/** The refusal of a plan that touches too large a share of a type in one account, if it does. */
export const largeShare = (steps: readonly Step[], limits: Limits): Refusal | undefined =>
  touchedTypes(steps)
    .map((touched) => shareOf(touched, limits))
    .find((refusal) => refusal !== undefined);
