import type { Config } from '../config/config.ts';
import { blameLines, linesApart } from '../execute/blame-lines.ts';
import { compileSessionPolicy } from '../execute/session-policy.ts';
import type { PlannedChange } from '../plan/change.ts';
import { changesOfTemplate } from '../plan/changes.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import type { DeployDraft, DeployStep, Step } from '../plan/step.ts';
import { draftAll } from '../services/draft-all.ts';
import type { DraftInputs } from '../services/draft-steps.ts';
import { planKnowledge } from '../services/plan-knowledge.ts';
import { isMutation } from '../task/aws-task.ts';
import type { TaskId } from '../task/ids.ts';
import type { Refusal } from '../task/refusal.ts';

interface Splitting {
  readonly inputs: DraftInputs;
  readonly config: Config;
  readonly handle: PreviewHandle | undefined;
}

const isOf = (step: DeployStep, draft: DeployDraft): boolean =>
  draft.stackName === step.stackName &&
  draft.accountId === step.accountId &&
  draft.region === step.region;

/** The stack without some lines; what stands instead of them is told by the template alone. */
const draftWithout = (
  step: DeployStep,
  left: ReadonlySet<TaskId>,
  { inputs, config }: Splitting,
): DeployDraft | undefined => {
  const tasks = inputs.tasks.filter(({ id }) => !left.has(id));
  const drafted = draftAll({ ...inputs, tasks }, config);
  if (!drafted.ok) return undefined;
  return drafted.value.steps
    .flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft] : []))
    .find((draft) => isOf(step, draft));
};

const changesIn = (draft: DeployDraft, step: DeployStep): readonly PlannedChange[] => {
  const told = new Set(Object.keys(step.template.Resources));
  const kept = step.changes.filter(({ logicalId }) => draft.template.Resources[logicalId]);
  const more = changesOfTemplate(draft, planKnowledge).filter(
    ({ logicalId }) => !told.has(logicalId),
  );
  return [...kept, ...more];
};

const fitsWithout = (
  step: DeployStep,
  left: ReadonlySet<TaskId>,
  splitting: Splitting,
): boolean => {
  const draft = draftWithout(step, left, splitting);
  const account = splitting.inputs.accounts.find(({ id }) => id === step.accountId);
  if (draft === undefined || account === undefined) return false;
  const changes = changesIn(draft, step);
  const needs = planKnowledge.needsOf(draft, changes, account);
  return compileSessionPolicy({ ...step, ...draft, changes, needs }, splitting.handle).ok;
};

/**
 * A refused session of a stack of several lines, with the lines that go into an issue of their own:
 * the issue is drafted again without them, and what is left fits. Other refusals stay. Pure.
 */
export const withLinesApart = (refusal: Refusal, step: Step, splitting: Splitting): Refusal => {
  if (step.kind !== 'deploy' || refusal.code !== 'session-policy-too-large') return refusal;
  const { tasks: all, undo, reconcile, savings } = splitting.inputs;
  // What undoes, sets back or saves follows no lines that could be taken out.
  if ((undo ?? reconcile ?? savings) !== undefined) return refusal;
  const tasks = all.filter(isMutation);
  // What the stack is named for stays: all the others stand in it.
  const lines = tasks.filter(({ id }) => step.taskIds.slice(1).includes(id));
  const apart = linesApart(lines, tasks, (left) => fitsWithout(step, left, splitting));
  return blameLines(refusal, apart);
};
