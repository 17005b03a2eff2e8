import { gatherHealth } from '../report/health/gather.ts';
import { gatherInventory, placesOf } from '../report/inventory/gather.ts';
import { allServices, serviceOf } from '../services/registry.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import { isMutation, type ReadingTask } from '../task/aws-task.ts';
import { answerWork } from './answer-work.ts';
import { parseAsked, type Asked } from './plan-inputs.ts';
import { searchSavings } from './search-savings.ts';
import type { ReaderDeps } from './reader-deps.ts';

const namesTarget = (task: ReadingTask, resource: { id: string; tags: object }): boolean => {
  const wanted = [task.parameters['name'], task.parameters['id']].filter(
    (value) => typeof value === 'string',
  );
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
type Means = Pick<ReaderDeps, 'clock' | 'config'> & {
  readonly aws: Pick<ReaderDeps['aws'], 'openReader' | 'openCosts'>;
};

interface Question {
  readonly means: Means;
  readonly accounts: Asked['accounts'];
  /** What is looked at is looked at as of this moment. */
  readonly now: Date;
  /** False once the question has taken as long as it may. */
  readonly mayGoOn: () => boolean;
}

/** A look at health or waste keeps what it found: the registry learns nothing of the rest. */
const NOTHING_SEEN = { found: [], complete: [] };

const answerTask = async ({ means, accounts, now, mayGoOn }: Question, task: ReadingTask) => {
  const { scope } = task;
  const own = accounts.filter((one) => scope.accounts === 'all' || scope.accounts.includes(one.id));
  const { openReader } = means.aws;
  if (task.taskType === 'OptimizeCosts') {
    const isWanted = (one: { resourceId: string; tags: object }): boolean =>
      namesTarget(task, { id: one.resourceId, tags: one.tags });
    const found = await searchSavings(means, { task, accounts: own, now, isWanted, mayGoOn });
    return { answer: { ...found, taskId: task.id }, seen: NOTHING_SEEN };
  }
  const service = task.resourceType === undefined ? undefined : serviceOf(task.resourceType);
  const services = service === undefined ? allServices : [service];
  const places = placesOf(own, scope.regions, services);
  if (task.taskType === 'HealthCheck') {
    const isWanted = (one: AwsResource): boolean => namesTarget(task, one);
    const report = await gatherHealth({ places, now, isWanted, mayGoOn }, openReader);
    const answer = { kind: 'health' as const, ...report, taskId: task.id };
    return { answer, seen: NOTHING_SEEN };
  }
  const { complete, ...found } = await gatherInventory(places, openReader);
  const resources = found.resources.filter((one) => namesTarget(task, one));
  return {
    answer: { ...found, resources, places: places.length, taskId: task.id },
    // The registry follows everything that was seen, also what nobody asked for by its name.
    seen: { found: found.resources.map(seenOf), complete },
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
export const answerQuestions = async (means: Means, asked: Pick<Asked, 'tasks' | 'accounts'>) => {
  const now = means.clock.now();
  const mayGoOn = (): boolean => means.clock.now().getTime() < now.getTime() + LONGEST_MS;
  const read = [];
  for (const task of asked.tasks) {
    if (isMutation(task)) continue;
    read.push(await answerTask({ means, accounts: asked.accounts, now, mayGoOn }, task));
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
    const asked = parseAsked(input);
    const readAt = (await deps.store.now()).toISOString();
    const { answers, seen } = await answerQuestions(deps, asked);
    return { answers, seen: { ...seen, readAt } };
  });
};
