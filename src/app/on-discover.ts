import { gatherInventory, placesOf } from '../report/inventory/gather.ts';
import { allServices, serviceOf } from '../services/registry.ts';
import { isMutation, type ReadingTask } from '../task/aws-task.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import { parseAsked, type Asked } from './plan-inputs.ts';
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

type Open = ReaderDeps['aws']['openReader'];

const answerTask = async (
  open: Open,
  asked: Pick<Asked, 'tasks' | 'accounts'>,
  task: ReadingTask,
) => {
  const { accounts, regions } = task.scope;
  const own = asked.accounts.filter((one) => accounts === 'all' || accounts.includes(one.id));
  const service = task.resourceType === undefined ? undefined : serviceOf(task.resourceType);
  const services = service === undefined ? allServices : [service];
  const places = placesOf(own, regions, services);
  const found = await gatherInventory(places, open);
  const { complete, ...answer } = found;
  const resources = found.resources.filter((one) => namesTarget(task, one));
  return {
    answer: { ...answer, resources, places: places.length, taskId: task.id },
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

/** What there is for each question among some tasks, read now, and what was seen on the way. */
export const answerQuestions = async (open: Open, asked: Pick<Asked, 'tasks' | 'accounts'>) => {
  const read = [];
  for (const task of asked.tasks) {
    if (!isMutation(task)) read.push(await answerTask(open, asked, task));
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
  const workId = String(job['workId']);
  const work = await deps.store.readWork(workId);
  if (work === undefined) throw new Fault('broken-promise', 'a job names work that is not');
  if (work.output === undefined) {
    const asked = parseAsked(work.input);
    const readAt = (await deps.store.now()).toISOString();
    const { answers, seen } = await answerQuestions(deps.aws.openReader, asked);
    const output = { answers, seen: { ...seen, readAt } };
    await deps.store.finishWork(workId, JSON.parse(JSON.stringify(output)) as JsonObject);
  }
  await deps.queue.send('discovered', job, { id: `discovered-${workId}` });
};
