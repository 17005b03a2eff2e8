import type { PhasedDraft } from '../plan/drafted.ts';
import type { DeployDraft, StepDraft } from '../plan/step.ts';
import type { MutationTask } from '../task/aws-task.ts';
import { within } from './joined/within.ts';
import { stackNameOf } from './stack-name.ts';
import { updateSummaryOf } from './stack-drafts.ts';
import { thingWords } from './task-order/order-tasks.ts';

interface Asked {
  readonly issueNumber: number;
  readonly tasks: readonly MutationTask[];
}

const nameOf = (task: MutationTask): string => within(thingWords(task).replaceAll('`', ''));

/** What is asked to be made may join the stack of something else; its own is only updated. */
const verbOf = (task: MutationTask, { stackName }: DeployDraft, asked: Asked): string => {
  if (task.taskType === 'DeleteResource') return 'delete';
  const own = stackNameOf(asked.issueNumber, task, asked.tasks);
  return task.taskType === 'CreateResource' && own !== stackName ? 'create' : 'update';
};

const namedStep = (draft: StepDraft, asked: Asked): StepDraft => {
  if (draft.kind !== 'deploy' || draft.summary !== updateSummaryOf(draft.stackName)) return draft;
  const task = asked.tasks.find(({ id }) => draft.taskIds.includes(id));
  if (task === undefined) return draft;
  const name = nameOf(task);
  return {
    ...draft,
    summary: `${verbOf(task, draft, asked)} ${name}`,
    inverse: { ...draft.inverse, summary: `set the stack of ${name} back to what it is now` },
  };
};

/** An update says what of the request it is about; the name of its stack stands beside it. */
export const withUpdateWords = (
  steps: readonly PhasedDraft[],
  asked: Asked,
): readonly PhasedDraft[] =>
  steps.map((step) => ({ ...step, draft: namedStep(step.draft, asked) }));
