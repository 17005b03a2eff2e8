import type { JobData } from '../../store/jobs.ts';
import { Fault } from '../../task/fault.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { FOLLOWERS } from './followers.ts';
import { readAnswer, readQuestion } from './read-question.ts';

/**
 * Goes on with a question that was answered, was not asked, or waited too long. It stands in the
 * line of its issue, so that nothing else happens to the issue meanwhile; the first end counts.
 */
export const onModelAnswered = async (
  deps: OrchestratorDeps,
  job: JobData,
  followers: typeof FOLLOWERS = FOLLOWERS,
): Promise<void> => {
  const requestId = String(job['requestId']);
  const question = await deps.store.readModelQuestion(requestId);
  if (question === undefined) {
    throw new Fault('broken-promise', 'a job names a question that nobody asked');
  }
  if (question.isFollowed === true) return;
  const { request, ref, installationId, fallback } = readQuestion(question);
  const told = readAnswer(await deps.store.readModelAnswer(requestId));
  const answer = told ?? ({ kind: 'fell-back', why: fallback ?? 'late' } as const);
  await followers[request.job]?.(deps, { ref, installationId, id: requestId, request, answer });
  await deps.store.followModelQuestion(requestId);
};
