import { gatherHealth } from '../report/health/gather.ts';
import { workersFor } from '../report/audit/gather/workers.ts';
import { gatherInventory, placesOf, type Place } from '../report/inventory/gather.ts';
import { isIndexed } from '../report/inventory/organization-index.ts';
import type { PlaceMemory } from '../report/savings/gather/memory.ts';
import { allServices, serviceOf } from '../services/registry.ts';
import { couldBeFor } from '../services/stack-name.ts';
import { isAboutDrift } from '../task/about-drift.ts';
import { isAboutOrganization } from '../task/about-organization.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import { isMutation, type ReadingTask } from '../task/aws-task.ts';
import { answerWork } from './answer-work.ts';
import { auditTask } from './audit-task.ts';
import { driftTask } from './drift-task.ts';
import { HOUR_SECONDS, rememberPlaces } from './place-memory.ts';
import { parseAsked, type Asked } from './plan-inputs.ts';
import { searchSavings } from './search-savings.ts';
import type { TellProgress } from '../report/look.ts';
import { createTeller } from './tell-look.ts';
import type { ReaderDeps } from './reader-deps.ts';

const namesOf = ({ parameters }: ReadingTask): readonly string[] =>
  [parameters['name'], parameters['id']].filter((value) => typeof value === 'string');

const namesTarget = (task: ReadingTask, resource: { id: string; tags: object }): boolean => {
  const wanted = namesOf(task);
  if (wanted.length === 0) return true;
  const own: ReadonlySet<unknown> = new Set([
    resource.id,
    (resource.tags as Record<string, string>)['Name'],
  ]);
  return wanted.some((value) => own.has(value));
};

/** An answer is given before its job is taken away and tried again from the beginning. */
const LONGEST_MS = 12 * 60_000;

/** The means of the reader that answer questions. */
type Means = Pick<ReaderDeps, 'clock' | 'config' | 'knowledge'> & {
  readonly aws: Pick<
    ReaderDeps['aws'],
    | 'openReader'
    | 'openLister'
    | 'openOwnReader'
    | 'openIndex'
    | 'openCosts'
    | 'readControlPolicies'
  >;
};

interface Question {
  readonly means: Means;
  readonly accounts: Asked['accounts'];
  /** What is looked at is looked at as of this moment. */
  readonly now: Date;
  /** False once the question has taken as long as it may. */
  readonly mayGoOn: () => boolean;
  readonly tell: TellProgress;
  /** What is remembered of earlier searches; nothing where it is absent. */
  readonly memory?: PlaceMemory;
}

/** A look at health or waste keeps what it found: the registry learns nothing of the rest. */
const NOTHING_SEEN = { found: [], complete: [] };

/** A search for what has a name reads it anew; of everything else what was read will do. */
const searchFor = (question: Question, task: ReadingTask, accounts: Asked['accounts']) => {
  const { means, now, mayGoOn, memory, tell } = question;
  const isWanted = (one: { resourceId: string; tags: object }): boolean =>
    namesTarget(task, { id: one.resourceId, tags: one.tags });
  const isNamed = namesOf(task).length > 0;
  const narrowed = isNamed ? { isWanted } : memory === undefined ? {} : { memory };
  return searchSavings(means, { task, accounts, now, mayGoOn, tell, ...narrowed });
};

/** A few places are read as they are now; an index of the organization is for the many. */
const isLarge = (places: readonly Place[]): boolean => {
  const accounts = new Set(places.map(({ account }) => account.id)).size;
  const regions = new Set(places.map(({ region }) => region)).size;
  return workersFor({ accounts, regions }).mode === 'required';
};

const answerTask = async (question: Question, task: ReadingTask) => {
  const { means, accounts, now, mayGoOn, tell } = question;
  const { scope } = task;
  const own = accounts.filter((one) => scope.accounts === 'all' || scope.accounts.includes(one.id));
  const { openLister } = means.aws;
  if (isAboutOrganization(task)) {
    const controls = await means.aws.readControlPolicies();
    const answer = { kind: 'organization' as const, accounts: own, controls, taskId: task.id };
    return { answer, seen: NOTHING_SEEN };
  }
  if (isAboutDrift(task)) {
    const isWanted = (one: AwsResource): boolean =>
      namesTarget(task, one) || namesOf(task).some((name) => couldBeFor(one.id, name));
    const narrowed = namesOf(task).length > 0 ? { isWanted } : {};
    const found = await driftTask(means, { task, accounts: own, mayGoOn, ...narrowed });
    return { answer: { ...found, taskId: task.id }, seen: NOTHING_SEEN };
  }
  if (task.taskType === 'OptimizeCosts') {
    const found = await searchFor(question, task, own);
    return { answer: { ...found, taskId: task.id }, seen: NOTHING_SEEN };
  }
  if (task.taskType === 'SecurityAudit') {
    const isWanted = (one: { id: string; tags: object }): boolean => namesTarget(task, one);
    const narrowed = namesOf(task).length > 0 ? { isWanted } : {};
    const found = await auditTask(means, { task, accounts: own, now, mayGoOn, tell, ...narrowed });
    return { answer: { ...found, taskId: task.id }, seen: NOTHING_SEEN };
  }
  const service = task.resourceType === undefined ? undefined : serviceOf(task.resourceType);
  const services = service === undefined ? allServices : [service];
  const places = placesOf(own, scope.regions, services);
  if (task.taskType === 'HealthCheck') {
    const isWanted = (one: AwsResource): boolean => namesTarget(task, one);
    const report = await gatherHealth({ places, now, isWanted, mayGoOn }, openLister);
    const answer = { kind: 'health' as const, ...report, taskId: task.id };
    return { answer, seen: NOTHING_SEEN };
  }
  const index = isLarge(places) ? await means.aws.openIndex(own.map(({ id }) => id)) : undefined;
  const { complete, ...found } = await gatherInventory(places, openLister, { index, tell });
  const resources = found.resources.filter((one) => namesTarget(task, one));
  return {
    answer: { ...found, resources, places: places.length, taskId: task.id },
    // The registry follows everything that was seen, also what nobody asked for by its name.
    // What an index tells of may be gone by now.
    seen: { found: found.resources.filter((one) => !isIndexed(one)).map(seenOf), complete },
  };
};

const seenOf = ({ id, arn, accountId, region, resourceType, state }: AwsResource) => ({
  id,
  arn,
  accountId,
  region,
  resourceType,
  state,
});

/** What there is for each question among some tasks, how it is, and what was seen on the way. */
export const answerQuestions = async (
  means: Means,
  asked: Pick<Asked, 'tasks' | 'accounts'>,
  { memory, tell = () => undefined }: { memory?: PlaceMemory; tell?: TellProgress } = {},
) => {
  const remembered = memory === undefined ? {} : { memory };
  const now = means.clock.now();
  const mayGoOn = (): boolean => means.clock.now().getTime() < now.getTime() + LONGEST_MS;
  const { accounts } = asked;
  const read = [];
  for (const task of asked.tasks) {
    if (isMutation(task)) continue;
    read.push(await answerTask({ means, accounts, now, mayGoOn, tell, ...remembered }, task));
  }
  return {
    answers: read.map(({ answer }) => answer),
    seen: {
      found: read.flatMap(({ seen }) => seen.found),
      complete: read.flatMap(({ seen }) => seen.complete),
    },
  };
};

/** Answers the questions of an issue by reading; nothing is planned and nothing can be changed. */
export const onDiscover = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const order = { workId: String(job['workId']), job, told: 'discovered' } as const;
  await answerWork(deps, order, async (input) => {
    const { readsAnew, ...asked } = parseAsked(input);
    const readAt = (await deps.store.now()).toISOString();
    const memory = rememberPlaces(deps.store, readsAnew === true ? 0 : HOUR_SECONDS);
    const tell = createTeller(deps, job);
    const { answers, seen } = await answerQuestions(deps, asked, { memory, tell });
    return { answers, seen: { ...seen, readAt } };
  });
};
