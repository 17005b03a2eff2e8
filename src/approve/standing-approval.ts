import { autonomyOf } from '../agents/roster.ts';
import { HEALS, HEALING_TIERS } from '../config/healing-file.ts';
import type { HealingConfig, HealingRow } from '../config/config.ts';
import { sha256 } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import type { ApprovalContext } from './attempt.ts';
import type { StandingApproval } from './approval.ts';
import { minuteOf } from './frozen.ts';
import { healOf, type Heal } from './heal.ts';
import { isInCircle, rightWords } from './may-approve.ts';
import {
  guardiansLetPass,
  isNotFrozen,
  issueIsOpen,
  issueIsUnchanged,
  isUnused,
  planIsYoung,
  reviewLetsPass,
  routeIsHere,
  seconds,
} from './plan-gates.ts';
import { requirementOf } from './requirement.ts';

/** The file of a standing approval, as GitHub holds it at this moment. */
export interface MergedFile {
  /** The last commit of the default branch that touched it, and sha256 of the file in it. */
  readonly commit: string;
  readonly fileHash: string;
  /** Who merged the pull request that brought that commit; absent where none did. */
  readonly merger?: {
    readonly person: Person;
    /** GitHub's user type; only `User` approves. */
    readonly type: string;
    readonly role: { readonly name: string; readonly userId?: number };
    readonly teams: readonly string[];
  };
}

/** One heal that was begun, by the journal of the worker that did it. */
export interface PastHeal {
  readonly planId: PlanId;
  /** ISO 8601, database clock. */
  readonly at: string;
}

/** Everything a heal is decided from. Pure data; `now` is the database's clock. */
export interface HealContext extends ApprovalContext {
  /** Absent where the default branch has no such file. */
  readonly merged?: MergedFile;
  /** Whether the newest look found this very resource ill in a way that this operation mends. */
  readonly isIll: boolean;
  /** Heals of this very resource in the last day. */
  readonly past: readonly PastHeal[];
}

/** Source: organization, cost and health, section 4. */
const LEAST_MINUTES_BETWEEN = 30;
const MOST_A_DAY = 3;
const DAY_SECONDS = 86_400;

const BY_HAND = 'Mend it by hand, or ask for it in an issue with the label `aws-task`.';

const notCovered = (because: string, next = BY_HAND): Refusal => ({
  code: 'no-standing-approval',
  because,
  next,
});

/** What must be there at all before anything is judged. */
interface Basis {
  readonly healing: HealingConfig;
  readonly merged: MergedFile;
  readonly merger: NonNullable<MergedFile['merger']>;
  readonly heal: Heal;
}

const NOT_ON = notCovered('Nothing heals without a person: `config/healing.yml` allows nothing.');

const NOT_THERE = notCovered(
  'The default branch has no `config/healing.yml`.',
  'Start the workers with the merged file.',
);

const NOT_MERGED = notCovered(
  'No merged pull request brought `config/healing.yml` as it is.',
  'Change it by a pull request that somebody who may approve merges.',
);

const TOO_MUCH = notCovered(
  'Without a person nothing is done that is more than one harmless call.',
);

const basisOf = ({ config: { healing }, merged, digested }: HealContext): Decided<Basis> => {
  if (healing === undefined) return refused(NOT_ON);
  if (merged === undefined) return refused(NOT_THERE);
  if (merged.merger === undefined) return refused(NOT_MERGED);
  const heal = healOf(digested.plan);
  if (heal === undefined) return refused(TOO_MUCH);
  return accepted({ healing, merged, merger: merged.merger, heal });
};

/** One gate of a heal: undefined lets it through. Gates never look at each other. */
type HealGate = (context: HealContext, basis: Basis) => Refusal | undefined;

const isMergedFile: HealGate = (_, { healing, merged }) =>
  merged.fileHash === sha256(healing.source)
    ? undefined
    : notCovered(
        'The `config/healing.yml` of the default branch is not the one that is loaded here.',
        'Start the workers with the merged file.',
      );

const mergerMayApprove: HealGate = ({ config }, { merger }) => {
  const { approvers } = config.approvals;
  const standing = { personId: merger.person.id, role: merger.role, teams: merger.teams };
  if (merger.type === 'User' && isInCircle(approvers, standing)) return undefined;
  return notCovered(
    `\`${merger.person.login}\` merged \`config/healing.yml\` and may not approve here; ` +
      `approving needs ${rightWords(approvers)}.`,
    'Somebody with that right merges it anew.',
  );
};

const hasNotExpired: HealGate = ({ now }, { healing }) =>
  Date.parse(now) < Date.parse(healing.expires)
    ? undefined
    : notCovered(
        `The standing approval ended at ${minuteOf(healing.expires)}.`,
        'Merge a `config/healing.yml` with a later `expires`.',
      );

const losesNothing: HealGate = ({ digested: { plan }, config }) => {
  const { people, needsDigest, groups } = requirementOf(plan, config);
  const isPlain = people === 1 && !needsDigest && groups.length === 0;
  const isHarmless = plan.operationClass === 'non-destructive' && plan.lost.resources === 0;
  return isPlain && isHarmless ? undefined : TOO_MUCH;
};

const allows = (row: HealingRow, plan: Plan, { step, change }: Heal): boolean => {
  const tiers = new Set<string>(HEALING_TIERS.filter((tier) => row.tiers.includes(tier)));
  const { type, leastAutonomy } = HEALS[row.operation];
  return (
    step.operation === row.operation &&
    change.type === row.type &&
    change.type === type &&
    autonomyOf(type) >= Math.max(row.autonomy, leastAutonomy) &&
    [plan.tier, ...plan.accounts.map((account) => account.tier)].every((t) => tiers.has(t))
  );
};

const isInMatrix: HealGate = ({ digested: { plan } }, { healing, heal }) =>
  healing.heals.some((row) => allows(row, plan, heal))
    ? undefined
    : notCovered(
        `No row of \`config/healing.yml\` allows \`${heal.step.operation}\` on a ` +
          `${heal.change.type} in ${plan.tier}.`,
      );

const isFounded: HealGate = ({ isIll }) =>
  isIll ? undefined : notCovered('The newest look at health does not say that this is needed.');

const isShown: HealGate = ({ screen }) =>
  screen.block === 'matches'
    ? undefined
    : notCovered('The issue does not show exactly this plan.', 'Wait for the next look.');

/**
 * Why one more heal of a resource would be too many, after those of the last day; undefined where
 * it would not. A heal does not count against itself.
 */
export const refuseAgain = (
  past: readonly PastHeal[],
  { planId, now }: Pick<HealContext, 'planId' | 'now'>,
): Refusal | undefined => {
  const others = past.filter((one) => one.planId !== planId).map(({ at }) => seconds(at, now));
  const isRecent = others.some((ago) => ago < LEAST_MINUTES_BETWEEN * 60);
  if (!isRecent && others.filter((ago) => ago < DAY_SECONDS).length < MOST_A_DAY) return undefined;
  return {
    code: 'healed-too-often',
    because: isRecent
      ? `It was healed less than ${LEAST_MINUTES_BETWEEN} minutes ago.`
      : `It was healed ${MOST_A_DAY} times within a day and is ill again.`,
    next: 'Find the cause: what comes back is not mended by doing the same once more.',
  };
};

const isWithinLimits: HealGate = (context) => refuseAgain(context.past, context);

/** Every gate of a heal, in the order in which a no is said. */
const HEAL_GATES: readonly HealGate[] = [
  isMergedFile,
  mergerMayApprove,
  hasNotExpired,
  issueIsOpen,
  isUnused,
  routeIsHere,
  losesNothing,
  isInMatrix,
  isFounded,
  isWithinLimits,
  issueIsUnchanged,
  isShown,
  planIsYoung,
  isNotFrozen,
  reviewLetsPass,
  guardiansLetPass,
];

/**
 * Judges one plan by the standing approval: by every gate that means something without a person,
 * and by those of healing; the first no is the answer. It mints nothing, reads no clock and calls
 * nothing.
 */
export const judgeStanding = (context: HealContext): Decided<StandingApproval> => {
  const basis = basisOf(context);
  if (!basis.ok) return basis;
  for (const gate of HEAL_GATES) {
    const refusal = gate(context, basis.value);
    if (refusal !== undefined) return refused(refusal);
  }
  const { merged, merger, healing } = basis.value;
  return accepted({
    approvalId: `h${merged.commit.slice(0, 12)}-${context.planId}`,
    planId: context.planId,
    digest: context.digested.digest,
    person: merger.person,
    role: merger.role.name,
    commit: merged.commit,
    fileHash: merged.fileHash,
    until: healing.expires,
  });
};
