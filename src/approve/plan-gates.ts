import type { Refusal } from '../task/refusal.ts';
import type { ApprovalContext } from './attempt.ts';
import { freezeAt, minuteOf } from './frozen.ts';
import { requirementOf } from './requirement.ts';

/** A gate that looks at the plan and its issue alone, whoever or whatever approves it. */
export type PlanGate = (context: ApprovalContext) => Refusal | undefined;

/** Two clocks may differ by this much; more, and no age can be told. */
const SECONDS_OF_SKEW = 300;

/** Seconds from one instant to another. */
export const seconds = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;

/** The issue is open, not locked, and was not reopened since. */
export const issueIsOpen: PlanGate = ({ issue }) => {
  if (issue.state === 'closed') {
    return {
      code: 'issue-closed',
      because: 'The issue is closed.',
      next: 'Reopen it, then `/plan`.',
    };
  }
  if (issue.isLocked) {
    return {
      code: 'issue-locked',
      because: 'The issue is locked.',
      next: 'Unlock it, then `/plan`.',
    };
  }
  if (issue.isReopened) {
    return {
      code: 'reopened',
      because: 'The issue was reopened after this plan was made.',
      next: 'Type `/plan` for a new one.',
    };
  }
  return undefined;
};

/** Nothing was executed of this plan before. */
export const isUnused: PlanGate = ({ isRedeemed, moment }) => {
  if (!isRedeemed || moment === 'release') return undefined;
  return {
    code: 'already-redeemed',
    because:
      'One approval is for one execution, and that of this plan was begun already: this comment ' +
      'started nothing.',
    next:
      'Type `/status` for what became of it, `/plan` for a new plan, or `/rollback` to undo what ' +
      'was done.',
  };
};

/** The change is executed here and not by a pull request. */
export const routeIsHere: PlanGate = ({ digested }) => {
  if (digested.plan.route === 'execute') return undefined;
  if (digested.plan.route === 'none') {
    return {
      code: 'tier-unknown',
      because: 'Nobody has classified the account, so it is read-only.',
      next: 'Name its tier in `config/organization.yml`, then `/plan`.',
    };
  }
  return {
    code: 'approve-by-pull-request',
    because: `Changes to ${digested.plan.tier} are approved on their pull request, never here.`,
    next: 'Review and merge the pull request that is linked in the plan.',
  };
};

/** The issue says what it said when the plan was made. */
export const issueIsUnchanged: PlanGate = ({ issue, digested }) => {
  if (issue.requestHash === digested.plan.requestHash) return undefined;
  return {
    code: 'issue-edited',
    because: 'The issue changed after this plan was made, so the plan is stale.',
    next: 'Wait for the new plan, or type `/plan`.',
  };
};

/** The plan was posted hours ago at most, by two clocks that agree. */
export const planIsYoung: PlanGate = ({ screen, now, moment, config }) => {
  const hours = config.approvals.validHours;
  const age = seconds(screen.updatedAt, now);
  if (age >= -SECONDS_OF_SKEW && age <= hours * 3600) return undefined;
  const code = moment === 'receipt' ? 'plan-expired' : 'approval-expired';
  return {
    code,
    because: `A plan may be approved and executed for ${hours} hours after it was posted.`,
    next: 'Type `/plan` for a new one.',
  };
};

/** No change freeze covers this moment. */
export const isNotFrozen: PlanGate = ({ digested, config, now }) => {
  const tiers = digested.plan.accounts.map((account) => account.tier);
  const freeze = freezeAt(config.freezes, tiers, now);
  if (freeze === undefined) return undefined;
  return {
    code: 'frozen',
    because: `The change freeze "${freeze.name}" lasts until ${minuteOf(freeze.until)}.`,
    next: `Approve after it; the plan may have to be made again with \`/plan\` then.`,
  };
};

/** The review does not block the plan. */
export const reviewLetsPass: PlanGate = ({ review }) => {
  if (review.gate.decision !== 'BLOCKED') return undefined;
  return {
    code: 'plan-blocked',
    because: 'The review blocks this plan.',
    points: review.gate.mustResolve,
    next: 'Include the items with `/add`, use an account of a lower tier, or change configuration.',
  };
};

/** No guardian vetoes the plan. */
export const guardiansLetPass: PlanGate = ({ review, digested, config }) => {
  const needsPass = requirementOf(digested.plan, config).needsCerberusPass;
  const veto = review.guardians.find(
    ({ guardian, verdict }) =>
      guardian === 'Cerberus' && (verdict === 'FAIL' || (needsPass && verdict === 'WARN')),
  );
  if (veto === undefined) return undefined;
  return {
    code: 'guardian-failed',
    because: `${veto.guardian} says ${veto.verdict}: ${veto.because.join('; ')}.`,
    next: 'Change the request so that this no longer holds; `/why` shows the whole checklist.',
  };
};
