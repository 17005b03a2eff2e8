import { Fault } from '../../task/fault.ts';
import type { ModelQuestion } from '../../store/model-store.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { jobOf } from '../issue-ref.ts';
import { readQuestion } from './read-question.ts';

/** Beyond two tries of the model worker nobody waits: it may be gone. */
const latestSeconds = (timeoutSeconds: number): number => 2 * timeoutSeconds + 30;

/** A question with which nobody could go on for so long is left. */
const LOST_SECONDS = 3600;

/** How often going on with one is tried anew. */
const AGAIN_MS = 5 * 60_000;

/** Another name every few minutes: a job that failed keeps its own. */
const nameOf = (deps: OrchestratorDeps, requestId: string): string =>
  `late-${requestId}-${Math.floor(deps.clock.now().getTime() / AGAIN_MS)}`;

const goOn = async (deps: OrchestratorDeps, question: ModelQuestion): Promise<void> => {
  const { requestId } = question;
  try {
    const { ref, installationId } = readQuestion(question);
    const job = { ...jobOf(ref, installationId), requestId };
    await deps.queue.send('model-answered', job, { id: nameOf(deps, requestId) });
  } catch (error) {
    if (error instanceof Fault) throw error;
    // Written by another version of this application: nobody here can go on with it.
    deps.log.error({ err: error, requestId }, 'a question to the model can not be read');
    await deps.store.followModelQuestion(requestId);
  }
};

/**
 * Goes on with questions that nobody answers, so that no issue waits for a model for ever. One that
 * can not be told, because its issue is gone, is left after an hour and holds up no other.
 */
export const onModelDue = async (deps: OrchestratorDeps): Promise<void> => {
  for (const { requestId } of await deps.store.listLateModelQuestions(LOST_SECONDS)) {
    await deps.store.followModelQuestion(requestId);
  }
  const seconds = latestSeconds(deps.config.model.timeoutSeconds);
  for (const question of await deps.store.listLateModelQuestions(seconds)) {
    await goOn(deps, question);
  }
};
