import type { JudgedStack } from '../services/stack-drift/judge.ts';
import type { UnseenPlace } from '../report/drift/plan-issues.ts';
import type { AwsAccount } from '../task/account.ts';
import { driftedWords, placeWords, type DriftIssueView } from './drift-issue.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, plural } from './markdown.ts';
import { hasOurName } from '../services/owner.ts';
import { quoteInline, sentence } from './quote.ts';

/** How some stacks are beside their templates, compared when it was asked. */
export interface DriftAnswer {
  readonly kind: 'drift';
  readonly taskId: string;
  readonly stacks: readonly JudgedStack[];
  readonly failed: readonly UnseenPlace[];
  /** ISO 8601. */
  readonly lookedAt: string;
}

const doubtful = ({ stacks, failed }: DriftAnswer, view: DriftIssueView): string => {
  const lines = [
    ...stacks
      .filter(({ status }) => status === 'UNKNOWN')
      .map((one) => `Stack ${placeWords(view, one)}: ${sentence(one.because, 300)}.`),
    ...failed.map(({ place, because }) => `${quoteInline(place, 100)}: ${sentence(because, 300)}.`),
  ];
  return lines.length === 0 ? '' : `**Drift unknown** of these:\n${bullets(lines)}`;
};

const SET_BACK =
  '**Set back or kept** · the daily look opens an issue about each stack of ours that drifted: ' +
  '`/reconcile` there plans to set it back, `/adopt` to record it in the template.';

const headingOf = ({ stacks, failed }: DriftAnswer, drifted: number): string => {
  if (stacks.length > 0)
    return `## ${plural(stacks.length, 'stack')} compared · ${drifted} drifted`;
  if (failed.length === 0) return '## No such stack was found · drift';
  return `## Nobody can tell yet · drift · ${plural(failed.length, 'place')} not seen`;
};

/** Drifted stacks first, with what is otherwise; then those in sync, then the doubtful. */
export const driftParts = (
  answer: DriftAnswer,
  accounts: readonly AwsAccount[],
): readonly Part[] => {
  const { stacks, failed, lookedAt } = answer;
  const view: DriftIssueView = { stacks, failed, accounts, lookedAt };
  const drifted = stacks.filter(({ status }) => status === 'DRIFTED');
  const inSync = stacks.filter(({ status }) => status === 'IN_SYNC');
  const heading = headingOf(answer, drifted.length);
  const isOurs = drifted.some(({ stackName }) => hasOurName(stackName));
  return [
    { forms: [blocks(heading, 'Compared by CloudFormation, in what the template names.')] },
    ...[...drifted, ...inSync].map((one): Part => ({
      forms: [driftedWords(view, one), `Stack ${placeWords(view, one)}: ${one.status}.`],
      dropsAt: 1,
    })),
    { forms: [doubtful(answer, view)] },
    { forms: [isOurs ? SET_BACK : ''] },
  ];
};
