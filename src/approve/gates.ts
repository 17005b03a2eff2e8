import { lineToCopy, type Gate } from './gate.ts';
import { isInCircle, isTeam, rightWords } from './may-approve.ts';
import { digestIsCurrent, digestIsNamed, itemsAreNamed } from './named-gates.ts';
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
  type PlanGate,
} from './plan-gates.ts';
import { requirementOf } from './requirement.ts';

/** Seconds a plan must have been on screen before a bare `/approve` counts. */
const SECONDS_ON_SCREEN = 10;

/** GitHub tells whole seconds: what changed in the second of the command may have come after it. */
const SECONDS_WHEN_NAMED = 1;

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

const ofPlan =
  (gate: PlanGate): Gate =>
  (_, context) =>
    gate(context);

/** Every gate, in the order in which a no is said. Each is shown by `/why`. */
export const GATES: readonly (readonly [string, Gate])[] = [
  ["the comment is a person's", writtenByPerson],
  ['the comment was never edited', neverEdited],
  ['the issue is open', ofPlan(issueIsOpen)],
  ['the approval is unused', ofPlan(isUnused)],
  ['the change is executed here', ofPlan(routeIsHere)],
  ['the issue is unchanged', ofPlan(issueIsUnchanged)],
  ['the digest is that of the current plan', digestIsCurrent],
  ['the items are named where a plan has some', itemsAreNamed],
  ['the person may approve', mayApprove],
  ['the person is of the group that its cost concerns', isOfCostGroup],
  ["it is not the person's own request", isNotOwnRequest],
  ['the digest is named where it must be', digestIsNamed],
  ['the plan was on screen', planWasOnScreen],
  ['the plan is young enough', ofPlan(planIsYoung)],
  ['no freeze covers this moment', ofPlan(isNotFrozen)],
  ['the review lets it pass', ofPlan(reviewLetsPass)],
  ['the guardians let it pass', ofPlan(guardiansLetPass)],
];
