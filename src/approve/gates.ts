import { freezeAt, minuteOf } from './frozen.ts';
import { lineToCopy, type Gate } from './gate.ts';
import { isInCircle, isTeam, rightWords } from './may-approve.ts';
import { digestIsCurrent, digestIsNamed, itemsAreNamed } from './named-gates.ts';
import { requirementOf } from './requirement.ts';

/** Seconds a plan must have been on screen before a bare `/approve` counts. */
const SECONDS_ON_SCREEN = 10;

/** GitHub tells whole seconds: what changed in the second of the command may have come after it. */
const SECONDS_WHEN_NAMED = 1;

/** Two clocks may differ by this much; more, and no age can be told. */
const SECONDS_OF_SKEW = 300;

const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

const writtenByPerson: Gate = ({ comment }) => {
  if (comment.authorType === 'User' && comment.viaAppId === undefined) return undefined;
  return {
    code: 'app-comment',
    because: 'This comment was written by or through an application.',
    next: 'A person types the command on GitHub itself.',
  };
};

const neverEdited: Gate = ({ comment }) => {
  if (comment.createdAt === comment.updatedAt) return undefined;
  return {
    code: 'edited-comment',
    because: 'The comment was edited; edits are not commands.',
    next: 'Write the command in a new comment.',
  };
};

const issueIsOpen: Gate = (_, { issue }) => {
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

const issueIsUnchanged: Gate = (_, { issue, digested }) => {
  if (issue.requestHash === digested.plan.requestHash) return undefined;
  return {
    code: 'issue-edited',
    because: 'The issue changed after this plan was made, so the plan is stale.',
    next: 'Wait for the new plan, or type `/plan`.',
  };
};

const routeIsHere: Gate = (_, { digested }) => {
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

const planWasOnScreen: Gate = ({ comment, digest }, context) => {
  const { screen } = context;
  const least = digest === undefined ? SECONDS_ON_SCREEN : SECONDS_WHEN_NAMED;
  const wasShown =
    screen.block === 'matches' && seconds(screen.updatedAt, comment.createdAt) >= least;
  if (wasShown) return undefined;
  return {
    code: 'plan-comment-changed',
    because:
      'The plan comment is not, or was not long enough before this command, exactly this plan.',
    next: `Read the plan as it stands, then ${lineToCopy(context)}.`,
  };
};

const planIsYoung: Gate = (_, { screen, now, moment, config }) => {
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

const reviewLetsPass: Gate = (_, { review }) => {
  if (review.gate.decision !== 'BLOCKED') return undefined;
  return {
    code: 'plan-blocked',
    because: `The review blocks this plan: ${review.gate.mustResolve.join('; ')}.`,
    next: 'Include the items with `/add`, use an account of a lower tier, or change configuration.',
  };
};

const guardiansLetPass: Gate = (_, { review, digested, config }) => {
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

const isNotFrozen: Gate = (_, { digested, config, now }) => {
  const tiers = digested.plan.accounts.map((account) => account.tier);
  const freeze = freezeAt(config.freezes, tiers, now);
  if (freeze === undefined) return undefined;
  return {
    code: 'frozen',
    because: `The change freeze "${freeze.name}" lasts until ${minuteOf(freeze.until)}.`,
    next: `Approve after it; the plan may have to be made again with \`/plan\` then.`,
  };
};

const mayApprove: Gate = ({ comment, role, teams }, context) => {
  const circle = context.config.approvals.approvers;
  if (isInCircle(circle, { personId: comment.author.id, role, teams })) return undefined;
  const code = context.moment === 'receipt' ? 'may-not-approve' : 'role-lost';
  return {
    code,
    because:
      `\`${comment.author.login}\` has ${role.name === 'none' ? 'no role' : `*${role.name}*`} ` +
      `here; approving needs ${rightWords(circle)}.`,
    next: `Somebody with that right types ${lineToCopy(context)}. Details: \`/why\`.`,
  };
};

const isOfCostGroup: Gate = ({ comment, teams }, { digested, config }) => {
  const { groups } = requirementOf(digested.plan, config);
  const missing = groups.filter(isTeam).find((group) => !teams.includes(group));
  if (missing === undefined) return undefined;
  return {
    code: 'may-not-approve',
    because:
      `What this costs is for \`${missing}\` to approve; ` +
      `\`${comment.author.login}\` is not a member.`,
    next: `A member of \`${missing}\` who may approve here types the line. Details: \`/why\`.`,
  };
};

const isNotOwnRequest: Gate = ({ comment }, context) => {
  const { digested, issue, config } = context;
  const { id } = comment.author;
  if (id !== issue.authorId && !digested.plan.requesterIds.includes(id)) return undefined;
  if (requirementOf(digested.plan, config).allowsSelf) return undefined;
  return {
    code: 'own-request',
    because:
      'You asked for this, labelled it or edited it; such a plan is approved by somebody else.',
    next: `Somebody else who may approve types ${lineToCopy(context)}. Details: \`/why\`.`,
  };
};

const isUnused: Gate = (_, { isRedeemed, moment }) => {
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

/** Every gate, in the order in which a no is said. Each is shown by `/why`. */
export const GATES: readonly (readonly [string, Gate])[] = [
  ["the comment is a person's", writtenByPerson],
  ['the comment was never edited', neverEdited],
  ['the issue is open', issueIsOpen],
  ['the approval is unused', isUnused],
  ['the change is executed here', routeIsHere],
  ['the issue is unchanged', issueIsUnchanged],
  ['the digest is that of the current plan', digestIsCurrent],
  ['the items are named where a plan has some', itemsAreNamed],
  ['the person may approve', mayApprove],
  ['the person is of the group that its cost concerns', isOfCostGroup],
  ["it is not the person's own request", isNotOwnRequest],
  ['the digest is named where it must be', digestIsNamed],
  ['the plan was on screen', planWasOnScreen],
  ['the plan is young enough', planIsYoung],
  ['no freeze covers this moment', isNotFrozen],
  ['the review lets it pass', reviewLetsPass],
  ['the guardians let it pass', guardiansLetPass],
];
