import { isStanding } from '../approve/approval.ts';
import { isApprovedPlan, type ApprovedPlan } from '../approve/approved-plan.ts';
import { healOf } from '../approve/heal.ts';
import type { OrganizationConfig } from '../config/config.ts';
import { HEALS, HEALING_TIERS } from '../config/healing-file.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { Step } from '../plan/step.ts';
import { shortDigest, type AccountId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { isExecuteTier, type Tier } from '../task/tier.ts';

/**
 * `gh-<numericId>-<login>`, the approver as CloudTrail shows every call made for them. What STS
 * does not take in a name becomes a hyphen; the numeric id alone identifies.
 */
export const sourceIdentityOf = (person: Person): string =>
  `gh-${person.id}-${person.login.replaceAll(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);

/** `healing-<commit>` for a standing approval, else the first person who approved. */
export const approverOf = ({ facts }: ApprovedPlan): string => {
  const [first] = facts.approvals;
  return isStanding(first)
    ? `healing-${first.commit.slice(0, 12)}`
    : sourceIdentityOf(first.person);
};

/** A name that no change set has: the session can execute none. */
const NO_CHANGE_SET = 'none';

/** The session tags: what may be executed, and for which plan. At most three. */
export const sessionTags = (
  approved: ApprovedPlan,
  handle: PreviewHandle | undefined,
): Readonly<Record<string, string>> => ({
  'cw-changeset': handle?.changeSetName ?? NO_CHANGE_SET,
  'cw-plan': shortDigest(approved.facts.digest),
});

const NOT_PROVEN: Refusal = {
  code: 'approval-not-proven',
  because: 'There is no approval of this very step in this process.',
  next: 'Comment `/approve` on the current plan.',
};

const noRoute = (tier: Tier): Refusal => ({
  code: 'no-route',
  because: `No session can change an account of tier ${tier}, even where a role for it exists.`,
  next: 'Changes there are made by the pull request of the plan.',
});

const TOO_MUCH: Refusal = {
  code: 'no-standing-approval',
  because: 'A standing approval opens no session for this step.',
  next: 'Ask for it in an issue with the label `aws-task`.',
};

/** A standing approval is for one harmless call in sandbox or development, whoever minted it. */
const isTooMuch = ({ facts }: ApprovedPlan, tier: Tier): boolean => {
  const heal = healOf(facts.plan);
  const isHeal = heal !== undefined && Object.hasOwn(HEALS, heal.step.operation);
  return facts.approvals.some(isStanding) && !(isHeal && HEALING_TIERS.some((one) => one === tier));
};

const strictTier = (
  organization: OrganizationConfig,
  approved: ApprovedPlan,
  accountId: AccountId,
): Tier => {
  if (accountId === organization.managementAccountId) return 'production';
  const planned = approved.facts.plan.accounts.find((account) => account.id === accountId);
  const configured = organization.accounts.get(accountId)?.tier;
  const tier = planned?.tier ?? 'unknown';
  return configured === undefined || isExecuteTier(configured) ? tier : configured;
};

/** Whether an approved plan opens the door to one account. Anything but a minted approval is no. */
export const mayEnter = (
  organization: OrganizationConfig,
  approved: ApprovedPlan,
  accountId: AccountId,
): Decided<ApprovedPlan> => {
  if (!isApprovedPlan(approved)) return refused(NOT_PROVEN);
  const tier = strictTier(organization, approved, accountId);
  if (!isExecuteTier(tier) || !isExecuteTier(approved.facts.plan.tier)) {
    return refused(noRoute(isExecuteTier(tier) ? approved.facts.plan.tier : tier));
  }
  if (isTooMuch(approved, tier)) return refused(TOO_MUCH);
  return accepted(approved);
};

/** As `mayEnter`, for one step: it must be a step of this very plan. */
export const mayTake = (
  organization: OrganizationConfig,
  approved: ApprovedPlan,
  step: Step,
): Decided<ApprovedPlan> => {
  const entered = mayEnter(organization, approved, step.accountId);
  if (!entered.ok || approved.facts.plan.steps.includes(step)) return entered;
  return refused(NOT_PROVEN);
};
