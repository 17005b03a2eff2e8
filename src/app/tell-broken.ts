import { Fault } from '../task/fault.ts';
import type { WorkerDeps } from './deps.ts';
import { issueKey, jobOf, readJob } from './issue-ref.ts';
import type { OnBroken } from './work.ts';

/** An incident whose own telling breaks would be told for ever; the sweep posts what is unposted. */
const UNTOLD: ReadonlySet<string> = new Set(['incident', 'reply', 'sweep', 'expire', 'progress']);

/**
 * What a job leaves behind that is given up: its details in the log under an incident's number, and
 * a job by which the orchestrator tells that number on the issue, if the job was about one.
 */
export const tellBroken =
  (deps: Pick<WorkerDeps, 'log' | 'newId' | 'queue'>): OnBroken =>
  async ({ queue, job, error }) => {
    const incident = deps.newId();
    deps.log.error({ err: error, incident, queue, job }, 'a job was given up');
    const about = readJob(job);
    if (about === undefined || UNTOLD.has(queue)) return;
    const told = {
      ...jobOf(about.ref, about.installationId),
      incident,
      queue,
      kind: error instanceof Fault ? error.kind : 'unexpected',
      ...(job['planId'] === undefined ? {} : { planId: job['planId'] }),
    };
    await deps.queue.send('incident', told, { key: issueKey(about.ref) });
  };
