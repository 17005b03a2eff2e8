import type { OrchestratorDeps } from '../deps.ts';
import { jobOf } from '../issue-ref.ts';
import { readQuestion } from './read-question.ts';

/** Beyond two tries of the model worker nobody waits: it may be gone. */
const latestSeconds = (timeoutSeconds: number): number => 2 * timeoutSeconds + 30;

/** Goes on with questions that nobody answers, so that no issue waits for a model for ever. */
export const onModelDue = async (deps: OrchestratorDeps): Promise<void> => {
  const seconds = latestSeconds(deps.config.model.timeoutSeconds);
  for (const question of await deps.store.listLateModelQuestions(seconds)) {
    const { ref, installationId } = readQuestion(question);
    const job = { ...jobOf(ref, installationId), requestId: question.requestId };
    await deps.queue.send('model-answered', job, { id: `late-${question.requestId}` });
  }
};
