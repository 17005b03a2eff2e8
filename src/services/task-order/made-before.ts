import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { Draft } from '../service.ts';
import type { DraftedTask } from './edges.ts';
import { exportsOf, importsOf } from './named-by.ts';
import { taskWords } from './order-tasks.ts';
import { isSamePlace } from './siblings.ts';

const nameOf = ({ parameters }: MutationTask): string | undefined => {
  const { name } = parameters;
  return typeof name === 'string' && name !== '' ? name : undefined;
};

/** AWS gives an id when a thing is made, and previews a change only on what is there. */
export const comesLater = (maker: MutationTask, what: string): Refusal => ({
  code: 'target-not-found',
  because:
    `${what} comes from another task of this issue, ${taskWords(maker)}. AWS gives its id only ` +
    'when it is made, and previews nothing on what is not there yet.',
  next:
    `Edit the issue and leave only this in it: ${taskWords(maker)}. Ask for what builds on it in ` +
    'an issue of its own, when that is done.',
});

/** A no because something is missing, told as it is where another task of the issue makes it. */
export const withMadeLater = (
  task: MutationTask,
  tasks: readonly MutationTask[],
  draft: Decided<Draft>,
): Decided<Draft> => {
  if (draft.ok || draft.refusal.code !== 'target-not-found') return draft;
  const { because } = draft.refusal;
  const maker = tasks.find((one) => {
    const name = nameOf(one);
    const isOther =
      one.id !== task.id && one.taskType === 'CreateResource' && isSamePlace(one, task);
    return isOther && name !== undefined && because.includes(`\`${name}\``);
  });
  return maker === undefined ? draft : refused(comesLater(maker, `\`${nameOf(maker) ?? ''}\``));
};

/** Why what one stack imports can not be planned yet: another task exports it first. */
export const importsAreThere = (drafted: readonly DraftedTask[]): Decided<undefined> => {
  for (const one of drafted) {
    if (one.task.taskType === 'DeleteResource') continue;
    const makers = drafted.filter(
      (other) => other !== one && other.task.taskType === 'CreateResource',
    );
    for (const name of importsOf(one.draft)) {
      const maker = makers.find((other) => exportsOf(other.draft).includes(name));
      if (maker !== undefined) return refused(comesLater(maker.task, `The export \`${name}\``));
    }
  }
  return accepted(undefined);
};
