import { Fault } from '../task/fault.ts';
import type { WorkerDeps } from './deps.ts';
import type { JobData } from '../store/jobs.ts';
import { mayHoldPlan } from '../task/issue.ts';
import { issuePayload, jobOf, readJob, refOf } from './issue-ref.ts';
import type { OnBroken } from './work.ts';

/**
 * An incident whose own telling breaks would be told for ever; the sweep posts what is unposted.
 */
const UNTOLD: ReadonlySet<string> = new Set(['incident', 'reply', 'sweep', 'expire', 'progress']);

type Telling = Pick<WorkerDeps, 'log' | 'newId' | 'queue' | 'store'>;

/** The issue of a webhook that could not be worked on, such as a command's. */
const readDelivered = async (
  { store }: Telling,
  queue: string,
  job: JobData,
): Promise<ReturnType<typeof readJob>> => {
  const delivery = queue === 'delivery' ? await store.readDelivery(String(job['key'])) : undefined;
  const parsed = issuePayload.safeParse(delivery?.payload);
  if (!parsed.success || parsed.data.issue.pull_request !== undefined) return undefined;
  if (!mayHoldPlan(parsed.data.issue.labels.map(({ name }) => name))) return undefined;
  const { installation, issue } = parsed.data;
  return { ref: refOf(parsed.data, issue.number), installationId: installation.id };
};

/**
 * What a job leaves behind that is given up: its details in the log under an incident's number, and
 * a job by which the orchestrator tells that number on the issue, if the job was about one.
 */
export const tellBroken =
  (deps: Telling): OnBroken =>
  async ({ queue, job, jobId, error }) => {
    const incident = deps.newId();
    deps.log.error({ err: error, incident, queue, job }, 'a job was given up');
    const about = readJob(job) ?? (await readDelivered(deps, queue, job));
    if (about === undefined || UNTOLD.has(queue)) return;
    const told = {
      ...jobOf(about.ref, about.installationId),
      incident,
      queue,
      kind: error instanceof Fault ? error.kind : 'unexpected',
      ...(job['planId'] === undefined ? {} : { planId: job['planId'] }),
      ...(queue === 'delivery' ? { key: String(job['key']) } : {}),
    };
    await deps.queue.send('incident', told, { id: `broken-${jobId}` });
  };
