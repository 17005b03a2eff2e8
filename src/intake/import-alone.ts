import type { Refusal } from '../task/refusal.ts';
import { isMutationDraft } from './assemble.ts';
import type { TaskDraft } from './task-draft.ts';

const isImport = ({ parameters }: TaskDraft): boolean => parameters.get('action') === 'import';

const changes = (draft: TaskDraft): boolean => isMutationDraft(draft) && !isImport(draft);

const calledBy = ({ parameters }: TaskDraft): readonly string[] =>
  [parameters.get('name'), parameters.get('id')].filter((said) => typeof said === 'string');

const isSame = (one: TaskDraft, other: TaskDraft): boolean =>
  one.resourceType === other.resourceType &&
  calledBy(one).some((said) => calledBy(other).includes(said));

/**
 * Why one issue does not import a thing and change or delete it: the other task is planned on the
 * thing as no stack owns it, and that is not so any more when it runs. Undefined where it does not.
 */
export const refuseImportBeside = (drafts: readonly TaskDraft[]): Refusal | undefined => {
  const one = drafts.find(
    (draft) => isImport(draft) && drafts.some((other) => changes(other) && isSame(draft, other)),
  );
  if (one === undefined) return undefined;
  const what = calledBy(one)[0] ?? '';
  return {
    code: 'contradictory',
    because: `One task imports \`${what}\` into a stack, and another changes or deletes it.`,
    next: 'Edit the issue and leave the import alone. Ask for the other in an issue of its own.',
  };
};
