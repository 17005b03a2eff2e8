import { renderAnnouncement } from '../reply/announce.ts';
import { expectLook, LOOK_LIMITS } from '../report/look.ts';
import { isMutation } from '../task/aws-task.ts';
import type { OrchestratorDeps } from './deps.ts';
import { parseJob } from './issue-ref.ts';
import { parseAsked } from './plan-inputs.ts';
import { ensureComment, planTopic } from './replies.ts';

const numberOf = (value: string | number | undefined): number =>
  typeof value === 'number' ? value : 0;

/**
 * Shows how far a look is, in the comment that announced it. What was answered, or is no longer
 * asked, is not told of; nor is what goes on beside a plan, whose comment it would take.
 */
export const showLook = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const workId = String(job['workId']);
  const work = await deps.store.readWork(workId);
  const state = await deps.store.readIssue(ref);
  if (work === undefined || work.output !== undefined || job['alone'] !== 1) return;
  if (state === undefined || state.questionId !== workId) return;
  const { tasks, accounts } = parseAsked(work.input);
  const look = expectLook(
    tasks.filter((task) => !isMutation(task)),
    accounts,
  );
  const { saySeconds } = deps.config.caps.look ?? LOOK_LIMITS;
  const of = {
    done: numberOf(job['done']),
    all: numberOf(job['all']),
    at: String(job['at'] ?? ''),
  };
  const body = renderAnnouncement({
    tasks,
    accounts,
    maskAccountIds: deps.config.maskAccountIds,
    ...(look.seconds > saySeconds ? { look } : {}),
    progress: { of, spentSeconds: numberOf(job['spentSeconds']) },
  });
  await ensureComment(deps, { ref, installationId, topic: planTopic(state), body });
};
