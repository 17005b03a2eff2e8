import { isStanding, type AnyApproval, type StandingApproval } from '../approve/approval.ts';
import type { Refusal } from '../task/refusal.ts';
import { blocks, utc } from './markdown.ts';
import type { OutcomeView } from './outcome.ts';
import { quoteInline, sentence } from './quote.ts';
import { withoutSecrets } from './secrets.ts';

const LONGEST = 2000;

const standingOf = (approvals: readonly AnyApproval[]): StandingApproval | undefined =>
  approvals.find(isStanding);

/** By which commit, merged by whom, and until when; undefined where people approved. */
export const standingWords = (approvals: readonly AnyApproval[]): string | undefined => {
  const standing = standingOf(approvals);
  if (standing === undefined) return undefined;
  const { commit, person, until } = standing;
  return (
    `Nobody was asked: it stands in \`config/healing.yml\`, commit ${quoteInline(commit, 40)}, ` +
    `merged by ${quoteInline(person.login, 40)}, until ${utc(until)}.`
  );
};

/** How a heal is undone, or that it can not be; empty where people approved. */
export const undoingWords = ({
  plan,
  approvals,
}: Pick<OutcomeView, 'plan' | 'approvals'>): string =>
  approvals.some(isStanding)
    ? `**To undo** · ${sentence(plan.steps.map(({ inverse }) => inverse.summary).join('; '))}`
    : '';

/** In whose name AWS shows the calls of a heal; undefined where people approved. */
export const standingIdentity = (approvals: readonly AnyApproval[]): string | undefined => {
  const standing = standingOf(approvals);
  return standing === undefined ? undefined : `healing-${standing.commit.slice(0, 12)}`;
};

/** Said in the issue of something ill when nothing is done without a person, and why. */
export const renderNotHealed = ({ code, because, next }: Refusal): string =>
  withoutSecrets(
    blocks(
      `**Not healed: \`${code}\`.** ${sentence(because, LONGEST)}`,
      `**Next** · ${sentence(withoutCommands(next), LONGEST)}`,
    ),
  );

/** Commands are for issues in which people ask; here the next look plans anew. */
const withoutCommands = (next: string): string =>
  /`\/[a-z]/.test(next) ? 'The next look at health plans anew; until then, mend it by hand.' : next;

/** Said when what was healed is still ill in the next look. */
export const renderHealInVain = (lookedAt: string): string =>
  blocks(
    `**It did not help**: still ill at ${utc(lookedAt)}.`,
    '**Next** · find the cause. The same is tried three times a day at most, and then not again.',
  );
