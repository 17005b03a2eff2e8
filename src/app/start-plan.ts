import { renderAnnouncement } from '../reply/announce.ts';
import { renderLongLook } from '../reply/look.ts';
import { expectLook, LOOK_LIMITS, type Look } from '../report/look.ts';
import type { AwsAccount } from '../task/account.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { PlanId } from '../task/ids.ts';
import { jsonObjectOf } from '../task/json.ts';
import { issueKey } from '../store/line.ts';
import { fillFiles } from './fill-files.ts';
import { fillTemplates } from './fill-templates.ts';
import { jobOf } from './issue-ref.ts';
import { newPlanId } from './new-plan-id.ts';
import { say, sayNo, type Reading } from './reading.ts';
import { ensureComment, planTopic } from './replies.ts';
import { refuseUnsupported } from './unsupported.ts';

/** What is asked for, and the accounts there are. */
export interface Asking {
  readonly tasks: readonly AwsTask[];
  readonly accounts: readonly AwsAccount[];
}

/** The accounts that the tasks are about. */
const concerned = ({ tasks, accounts }: Asking): readonly AwsAccount[] =>
  accounts.filter((account) =>
    tasks.some((task) => {
      if (isMutation(task)) return task.accountId === account.id;
      return task.scope.accounts === 'all' || task.scope.accounts.includes(account.id);
    }),
  );

/**
 * Queues what the reader has to do: questions are answered apart from what is planned. Answers the
 * name of the question, where there is one.
 */
const queueWork = async (
  { deps, issue, state, readsAnew }: Reading,
  { tasks, accounts }: Asking,
  planId: PlanId,
): Promise<string | undefined> => {
  const choices = { skipped: state.choices.skipped, added: state.choices.added };
  const asked = { schemaVersion: 1, issue, accounts: concerned({ tasks, accounts }), choices };
  const job = jobOf(issue.ref, state.installationId);
  const key = issueKey(issue.ref);
  const questions = tasks.filter((task) => !isMutation(task));
  const workId = questions.length > 0 ? `q-${planId}` : undefined;
  if (workId !== undefined) {
    const question = { ...asked, tasks: questions, ...(readsAnew ? { readsAnew } : {}) };
    await deps.store.insertWork(workId, jsonObjectOf(question));
    const alone = questions.length === tasks.length ? 1 : 0;
    const asking = { ...job, workId, alone };
    await deps.queue.send('discover', asking, { id: `discover-${planId}`, key });
  }
  if (questions.length === tasks.length) return workId;
  const mutations = tasks.filter(isMutation);
  await deps.store.insertWork(planId, jsonObjectOf({ ...asked, tasks: mutations }));
  await deps.queue.send('prepare', { ...job, planId }, { id: `prepare-${planId}`, key });
  return workId;
};

/** How large the questions are. */
const lookAhead = (asking: Asking): Look =>
  expectLook(
    asking.tasks.filter((task) => !isMutation(task)),
    concerned(asking),
  );

/** What takes very long is asked about first; `/plan` is the answer. */
const isTooLong = ({ deps, readsAnew }: Reading, { seconds }: Look): boolean =>
  !readsAnew && seconds > (deps.config.caps.look ?? LOOK_LIMITS).askSeconds;

const askFirst = (reading: Reading, look: Look): Promise<void> => {
  const note = 'Waits for /plan, because reading takes long.';
  return say(reading, renderLongLook(look), { status: 'AwaitingInput', note });
};

/** Says what is about to be read, and has the reader begin. */
const startPlan = async (reading: Reading, asking: Asking): Promise<void> => {
  const { deps, issue, state } = reading;
  const planId = newPlanId(deps, issue.ref);
  const hasPlan = asking.tasks.some(isMutation);
  const look = lookAhead(asking);
  const { saySeconds } = deps.config.caps.look ?? LOOK_LIMITS;
  const announcement = renderAnnouncement({
    tasks: asking.tasks,
    accounts: concerned(asking),
    ...(look.seconds > saySeconds ? { look } : {}),
    maskAccountIds: deps.config.maskAccountIds,
  });
  const comment = await ensureComment(deps, {
    ref: issue.ref,
    installationId: state.installationId,
    topic: planTopic(state),
    body: announcement,
  });
  // Queued first, and the state last: a job that dies in between is run again and makes another
  // plan, and what was prepared for this one is taken away when it arrives.
  const questionId = await queueWork(reading, asking, planId);
  await deps.store.saveIssue({
    ...state,
    ...(hasPlan ? { planId } : {}),
    ...(questionId === undefined ? {} : { questionId }),
    status: 'Pending',
    planCommentId: comment.id,
    note: 'Reading the accounts and previewing the change.',
  });
};

/** Plans or answers what was understood, unless it is not supported or names a template amiss. */
export const planTasks = async (reading: Reading, asking: Asking): Promise<void> => {
  const unsupported = refuseUnsupported(asking.tasks);
  if (unsupported !== undefined) return sayNo(reading, unsupported);
  const github = await reading.deps.github(reading.state.installationId);
  const stacks = await fillTemplates(github, reading.issue.ref, asking.tasks);
  if (!stacks.ok) return sayNo(reading, stacks.refusal);
  const tasks = await fillFiles(github, reading.issue.ref, stacks.value);
  if (!tasks.ok) return sayNo(reading, tasks.refusal);
  const look = lookAhead(asking);
  if (isTooLong(reading, look)) return askFirst(reading, look);
  return startPlan(reading, { ...asking, tasks: tasks.value });
};
