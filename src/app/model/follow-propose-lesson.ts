import { renderRefusal } from '../../reply/refusal.ts';
import type { IssueRef } from '../../task/issue.ts';
import type { ModelAnswer, ModelRequest } from '../../task/model-message.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { proposeLesson } from '../learn/propose-lesson.ts';
import { ensureComment } from '../replies.ts';

/** An answer of the model, with the question that it answers. */
export interface LessonTold {
  readonly ref: IssueRef;
  readonly installationId: number;
  /** `lesson-<comment>`: the comment that asked for the lesson. */
  readonly id: string;
  readonly request: ModelRequest;
  readonly answer: ModelAnswer;
}

const topicOf = (id: string, kind: 'answer' | 'refusal'): string =>
  `${kind}:${id.replace(/^lesson-/, '')}`;

/**
 * Opens the pull request of a lesson once the model answered. Without an answer the lesson is the
 * same, less the words of the model.
 */
export const followProposeLesson = async (
  deps: OrchestratorDeps,
  { ref, installationId, id, answer }: LessonTold,
): Promise<void> => {
  const written = answer.kind === 'answered' ? { written: answer.value } : {};
  const proposed = await proposeLesson(deps, { ref, installationId, ...written });
  await ensureComment(deps, {
    ref,
    installationId,
    topic: topicOf(id, proposed.ok ? 'answer' : 'refusal'),
    body: proposed.ok ? proposed.value : renderRefusal(proposed.refusal),
  });
};
