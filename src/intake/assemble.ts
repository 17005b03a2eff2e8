import { ownerOf } from '../agents/roster.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsTask, MutationType, TaskParameters } from '../task/aws-task.ts';
import { taskId, type Region } from '../task/ids.ts';
import { isGlobalType } from '../task/resource-type.ts';
import type { Problem, TaskDraft } from './task-draft.ts';
import type { Where } from './resolve-places.ts';
import { tierRaisedBy } from './tier-words.ts';
import { wordsFor } from './words/all-services.ts';

const MUTATIONS: ReadonlySet<string> = new Set([
  'CreateResource',
  'UpdateResource',
  'DeleteResource',
]);

/** True for a draft that would change something. */
export const isMutationDraft = (
  draft: TaskDraft,
): draft is TaskDraft & { readonly taskType: MutationType } =>
  draft.taskType !== undefined && MUTATIONS.has(draft.taskType);

/** A listener or a policy has no name that people know: it is known by what it stands on. */
const TARGETS = ['name', 'id', 'alias', 'loadBalancer', 'autoScalingGroup'] as const;

const isTargeted = ({ parameters }: TaskDraft): boolean =>
  TARGETS.some((field) => parameters.has(field));

/** What a mutation must say beyond its place: the target, and what its type can not be without. */
export const missingOf = (draft: TaskDraft): readonly Problem[] => {
  const { resourceType, parameters } = draft;
  if (!isMutationDraft(draft) || resourceType === undefined) return [];
  const words = wordsFor(resourceType);
  const isNew = draft.taskType === 'CreateResource';
  const isNameless = isNew ? words.isNamed === false : words.isOneInRegion === true;
  const needsName = !isNameless && !isTargeted(draft);
  const required = isNew ? (words.required ?? []) : [];
  const isGiven = (field: string): boolean =>
    parameters.has(field) ||
    isReplaced(field, parameters) ||
    draft.problems.some((p) => p.field === field);
  const name = parameters.get('name');
  const isMalformed = isNew && typeof name === 'string' && words.validName?.test(name) === false;
  return [
    ...(needsName ? [{ field: 'name' }] : []),
    ...(isMalformed ? [{ field: 'name', reason: 'malformed-value' as const }] : []),
    ...required.filter((field) => !isGiven(field)).map((field) => ({ field })),
  ];
};

/**
 * One field may stand for another: a pattern for a schedule, a path for a template,
 * and a replica is of the engine of its source.
 */
const isReplaced = (field: string, parameters: ReadonlyMap<string, unknown>): boolean =>
  (field === 'schedule' && parameters.has('eventPattern')) ||
  (field === 'template' && parameters.has('path')) ||
  (field === 'engine' && parameters.has('replicaOf'));

/** A map without a prototype, so that no name of a field can reach one. */
const frozen = (parameters: TaskDraft['parameters']): TaskParameters => {
  const made: Record<string, TaskParameters[string]> = Object.create(null) as Record<string, never>;
  for (const [name, value] of parameters) made[name] = value;
  return Object.freeze(made);
};

const only = <T>(list: readonly T[] | 'all' | 'none'): T | undefined =>
  typeof list === 'string' ? undefined : list[0];

interface Assembly {
  readonly draft: TaskDraft;
  readonly where: Where;
  readonly index: number;
  /** Where this draft's tasks stand, for dependencies. */
  readonly accounts: readonly AwsAccount[];
  /** All visible words of the issue, for the tier. */
  readonly words: string;
}

/** A draft without problems as a task. Undefined when something is missing after all. */
export const assembleTask = ({
  draft,
  where,
  index,
  accounts,
  words,
}: Assembly): AwsTask | undefined => {
  const { taskType, resourceType } = draft;
  if (taskType === undefined) return undefined;
  const base = {
    id: taskId(index + 1),
    parameters: frozen(draft.parameters),
    dependencies: draft.dependsOn.map((at) => taskId(at + 1)),
    assignedAgent: ownerOf(resourceType ?? ''),
  };
  if (!isMutationDraft(draft)) return readingTask(draft, where, base);
  const account = accounts.find(({ id }) => id === only(where.accounts));
  const region = only(where.regions);
  if (resourceType === undefined || account === undefined) return undefined;
  if (region === undefined && !isGlobalType(resourceType)) return undefined;
  const raised = tierRaisedBy(words, account.tier);
  return {
    ...base,
    taskType: draft.taskType,
    resourceType,
    accountId: account.id,
    ...(region === undefined ? {} : { region }),
    ...(raised === undefined ? {} : { tierRaisedTo: raised }),
  };
};

const readingTask = (
  draft: TaskDraft,
  where: Where,
  base: Pick<AwsTask, 'id' | 'parameters' | 'dependencies' | 'assignedAgent'>,
): AwsTask | undefined => {
  const { taskType, resourceType } = draft;
  if (taskType === undefined || isMutationType(taskType)) return undefined;
  const regions: readonly Region[] | 'all' = where.regions === 'none' ? [] : where.regions;
  return {
    ...base,
    taskType,
    ...(resourceType === undefined ? {} : { resourceType }),
    scope: { accounts: where.accounts, regions },
  };
};

/** True for the task types that change something. */
export const isMutationType = (type: string): type is MutationType => MUTATIONS.has(type);
