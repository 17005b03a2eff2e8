import { isStanding } from '../approve/approval.ts';
import { makesStack } from '../plan/imports.ts';
import type {
  FailureEnd,
  Outcome,
  StepFailed,
  StepRefused,
  StepResult,
} from '../execute/outcome.ts';
import { blocks, bullets, duration, typeWords } from './markdown.ts';
import type { OutcomeView } from './outcome.ts';
import { openWords, planName } from './outcome-items.ts';
import { quoteInline, sentence } from './quote.ts';
import { approvedBy, renderEvidence, renderMade } from './receipt.ts';

const LONGEST = 2000;

const ENDS: Readonly<Record<FailureEnd, { readonly state: string; readonly words: string }>> = {
  'rolled back': {
    state: 'failed, rolled back',
    words: 'AWS rolled it back: everything of this step is as it was before.',
  },
  'rollback failed': {
    state: '**failed, and its rollback failed**',
    words:
      'AWS could not roll it back: it is **somewhere between**. Nothing is tried again, ' +
      'and no other change of this stack is begun until a person has looked.',
  },
  stuck: {
    state: '**stopped in between**',
    words: 'The deletion stopped in between: some of it is gone, the rest is still there.',
  },
  unchanged: {
    state: 'without effect',
    words: 'The call had no effect; nothing was changed by it.',
  },
  unknown: {
    state: '**state unknown**',
    words: 'Its state could not be read. It is not known what was changed; a person has to look.',
  },
};

const stateOf = (step: StepResult): string => {
  switch (step.kind) {
    case 'done':
      return `done in ${duration(step.seconds)}`;
    case 'failed':
      return ENDS[step.end].state;
    case 'refused':
      return `not begun: \`${step.refusal.code}\``;
    case 'not started':
      return 'not begun';
    default:
      return step satisfies never;
  }
};

const stepsList = ({ plan, outcome }: OutcomeView): string =>
  bullets(
    outcome.steps.map((result) => {
      const step = plan.steps.find((one) => one.id === result.stepId);
      const what = sentence(step?.summary ?? 'unknown', 120);
      return `\`${result.stepId}\` ${what} · ${stateOf(result)}`;
    }),
  );

/** AWS writes ids and quotation marks into one sentence: it is shown as one quotation. */
const reasonWords = (reason: string): string =>
  reason === '' ? 'no reason given' : quoteInline(reason, 500);

/** The event that failed first, in AWS's words. */
const causeWords = ({ cause, end, state, stackName }: StepFailed): string => {
  const where = stackName === undefined ? '' : ` of stack ${quoteInline(stackName, 128)}`;
  // A call that AWS did not answer has no resource.
  const what =
    cause.logicalId === ''
      ? 'a call of the step'
      : `${quoteInline(cause.logicalId, 64)} (${typeWords(cause.type)})`;
  return blocks(
    `**What failed** · ${what}${where}: ` +
      `${quoteInline(cause.status, 64)}, ${reasonWords(cause.reason)}`,
    `**How it ended** · ${ENDS[end].words} State: ${quoteInline(state, 64)}.`,
  );
};

const whyRefused = (step: Pick<StepRefused, 'refusal'>): string =>
  `**Why** · \`${step.refusal.code}\`: ${sentence(step.refusal.because, LONGEST)}`;

const whyOf = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'failed':
      return causeWords(outcome.failure);
    case 'partly':
      return outcome.failure.kind === 'failed'
        ? causeWords(outcome.failure)
        : whyRefused(outcome.failure);
    case 'refused':
      return whyRefused(outcome);
    case 'cancelled':
      return '**Why** · a person stopped it. What AWS had accepted was followed to its end.';
    case 'done':
      return '';
    default:
      return outcome satisfies never;
  }
};

const refusalOf = (outcome: Outcome): StepRefused['refusal'] | undefined => {
  if (outcome.kind === 'refused') return outcome.refusal;
  return outcome.kind === 'failed' || outcome.kind === 'partly'
    ? outcome.failure.refusal
    : undefined;
};

/** A stack whose creation failed stays as an empty shell that holds its name. */
const SHELL =
  'Nothing is left but the empty failed stack: `/rollback` removes it and closes the issue; ' +
  'reopen it then and type `/plan`.';

const isShell = (outcome: Outcome): boolean =>
  outcome.kind === 'failed' && outcome.failure.state === 'ROLLBACK_COMPLETE';

/** An import that made its stack: the deployer removes it, as nobody can use its name before. */
const SHELL_OF_IMPORT =
  'Nothing is left but an empty stack, which is removed now; then type `/plan`.';

const isShellOfImport = ({ plan, outcome }: OutcomeView): boolean =>
  outcome.steps.some((step) => {
    const planned = plan.steps.find((one) => one.id === step.stepId);
    const isNew = planned?.kind === 'deploy' && makesStack(planned);
    return isNew && step.kind === 'failed' && step.state === 'IMPORT_ROLLBACK_COMPLETE';
  });

const nextOf = (view: OutcomeView): string => {
  const { outcome } = view;
  const refusal = refusalOf(outcome);
  if (isShellOfImport(view)) {
    const cause = refusal === undefined ? 'mend the cause.' : sentence(refusal.next, LONGEST);
    return `${cause} ${SHELL_OF_IMPORT}`;
  }
  if (isShell(outcome)) {
    const cause = refusal === undefined ? 'mend the cause.' : sentence(refusal.next, LONGEST);
    return `${cause} ${SHELL}`;
  }
  if (refusal !== undefined) return sentence(refusal.next, LONGEST);
  const needsEyes = outcome.steps.some(
    (step) => step.kind === 'failed' && step.end !== 'rolled back' && step.end !== 'unchanged',
  );
  if (needsEyes) return 'look at the stack in AWS and mend it there; then `/plan`.';
  const isPartly = outcome.steps.some((step) => step.kind === 'done');
  const undo = isPartly ? ' Undo what was done: `/rollback`.' : '';
  const again =
    outcome.kind === 'cancelled' ? '`/plan` plans again.' : 'mend the cause, then `/plan`.';
  return `${again}${undo}`;
};

const NEXT_OF_HEAL = 'look at it in AWS and mend it by hand; the next look at health plans anew.';

const TITLES: Readonly<Record<Outcome['kind'], string>> = {
  done: 'Done',
  failed: 'Failed',
  refused: 'Not begun',
  partly: 'Done in part',
  cancelled: 'Stopped',
};

/** What was done and what not, the failing event by name, and what to do about it. */
export const renderFailure = (view: OutcomeView): string => {
  const { outcome } = view;
  // What was never begun took no time.
  const after = outcome.kind === 'refused' ? '' : ` after ${duration(outcome.seconds)}`;
  return blocks(
    `## ${TITLES[outcome.kind]}${after} · ${planName(view)}`,
    approvedBy(view),
    whyOf(outcome),
    stepsList(view),
    renderMade(view),
    outcome.calls.length === 0 ? 'No call changed anything.' : renderEvidence(outcome),
    `**Next** · ${view.approvals.some(isStanding) ? NEXT_OF_HEAL : nextOf(view)}`,
    openWords(view),
  );
};
