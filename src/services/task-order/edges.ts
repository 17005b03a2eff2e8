import { reversed, type Edge } from '../../plan/dependencies.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { Draft } from '../service.ts';
import { exportsOf, importsOf, namedIn, textsOfDraft, thingsOfDraft } from './named-by.ts';
import { idsDeleted, isAmong } from './siblings.ts';

/** A task with what it becomes. */
export interface DraftedTask {
  readonly task: MutationTask;
  readonly draft: Draft;
}

/** What the issue itself says, by "then", by a number or by a name. */
export const statedEdges = (tasks: readonly MutationTask[]): readonly Edge<TaskId>[] =>
  tasks.flatMap(({ id, dependencies }) =>
    dependencies.map((before) => ({ waits: id, for: before, because: 'the issue says so' })),
  );

const pair = (waits: DraftedTask, before: DraftedTask, because: string): Edge<TaskId> => ({
  waits: waits.task.id,
  for: before.task.id,
  because,
});

/** What uses a thing, as the facts of its deletion say, goes before it. */
const usedEdges = (one: DraftedTask, other: DraftedTask): readonly Edge<TaskId>[] => {
  const ids = idsDeleted(other.draft);
  const user = one.draft.usedBefore?.find((each) => isAmong(each, ids));
  if (user === undefined) return [];
  return [pair(one, other, `it is in use by ${user.words}`)];
};

/** How the templates of one draft lead to what another makes or holds; undefined if they do not. */
const reference = (one: DraftedTask, other: DraftedTask): string | undefined => {
  const exported = exportsOf(other.draft);
  const imported = importsOf(one.draft).find((name) => exported.includes(name));
  if (imported !== undefined) return `it imports \`${imported}\``;
  const own = new Set(thingsOfDraft(one.draft).map(({ name }) => name));
  const things = thingsOfDraft(other.draft).filter(({ name }) => !own.has(name));
  const named = namedIn(textsOfDraft(one.draft), things);
  return named === undefined ? undefined : `it names \`${named.name}\``;
};

/** What names a new thing is made after it, and what names an old one is deleted before it. */
const referenceEdges = (one: DraftedTask, other: DraftedTask): readonly Edge<TaskId>[] => {
  const [own, its] = [one.task.taskType, other.task.taskType];
  const isMade = its === 'CreateResource' && own !== 'DeleteResource';
  const isGone = its === 'DeleteResource' && own === 'DeleteResource';
  const words = isMade || isGone ? reference(one, other) : undefined;
  if (words === undefined) return [];
  return isGone ? reversed([pair(one, other, 'it is named there')]) : [pair(one, other, words)];
};

const isApart = (a: DraftedTask, b: DraftedTask): boolean =>
  a.task.accountId !== b.task.accountId ||
  (a.task.region !== b.task.region && a.task.region !== undefined && b.task.region !== undefined);

/**
 * Which tasks of one issue wait for which, from what their templates name and from what is in use
 * now. Two tasks in different places never wait for each other by themselves.
 */
export const foundEdges = (drafted: readonly DraftedTask[]): readonly Edge<TaskId>[] =>
  drafted.flatMap((one) =>
    drafted.flatMap((other) =>
      other === one || isApart(one, other)
        ? []
        : [...usedEdges(one, other), ...referenceEdges(one, other)],
    ),
  );
