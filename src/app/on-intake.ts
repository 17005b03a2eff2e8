import { isInCircle } from '../approve/may-approve.ts';
import { parseIssue } from '../intake/parse-issue.ts';
import type { IntakeResult } from '../intake/intake-result.ts';
import { requestHash } from '../intake/request-hash.ts';
import { renderAnnouncement } from '../reply/announce.ts';
import { plural } from '../reply/markdown.ts';
import { circleWords, roleWords } from '../reply/people.ts';
import { renderQuestion } from '../reply/question.ts';
import { quoteInline } from '../reply/quote.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { AwsAccount } from '../task/account.ts';
import { isMutation } from '../task/aws-task.ts';
import type { PlanId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import { TASK_LABEL, type IssueSnapshot } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { issueKey } from '../store/line.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { fillTemplates } from './fill-templates.ts';
import { isRunning } from './is-running.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { readAccountsCache } from './accounts-cache.ts';
import { newPlanId } from './new-plan-id.ts';
import { parseAccounts } from './plan-inputs.ts';
import { refusePublic } from './public-repository.ts';
import { ensureComment, planTopic } from './replies.ts';
import { readStanding } from './standing.ts';
import { refuseUnsupported } from './unsupported.ts';
import { doubtProposal, withdrawProposal } from './withdraw-proposal.ts';

type IntakeTasks = Extract<IntakeResult, { kind: 'tasks' }>;

interface Reading {
  readonly deps: OrchestratorDeps;
  readonly issue: IssueSnapshot;
  readonly state: IssueState;
  /** True after `/plan`: what is remembered answers no question. */
  readonly readsAnew: boolean;
}

/** Says something in the living comment and remembers how the issue stands. */
const say = async (
  { deps, issue, state }: Reading,
  body: string,
  next: Pick<IssueState, 'status' | 'note'>,
): Promise<void> => {
  const { planId: _, ...rest } = await withdrawProposal(deps, state);
  const installationId = state.installationId;
  const comment = await ensureComment(deps, {
    ref: issue.ref,
    installationId,
    topic: planTopic(state),
    body,
  });
  await deps.store.saveIssue({ ...rest, ...next, planCommentId: comment.id });
};

const sayNo = (reading: Reading, refusal: Refusal): Promise<void> =>
  say(reading, renderRefusal(refusal), { status: 'AwaitingInput', note: refusal.because });

/** Everybody who touched the request must be allowed to ask: author, labeller and last editor. */
const refuseStranger = async ({ deps, issue, state }: Reading): Promise<Refusal | undefined> => {
  const github = await deps.github(state.installationId);
  const circle = deps.config.approvals.requesters;
  for (const person of [issue.author, state.labeller, state.editor]) {
    if (person === undefined) continue;
    const standing = await readStanding(github, issue.ref, { person, circle });
    if (isInCircle(circle, standing)) continue;
    return {
      code: 'may-not-ask',
      because:
        `${quoteInline(person.login, 40)} has ${roleWords(standing.role.name)} here; ` +
        `asking is for whoever ${circleWords(circle)}.`,
      next: 'Somebody with that right opens the issue themselves.',
    };
  }
  return undefined;
};

const refuseFlood = async ({ deps, issue }: Reading): Promise<Refusal | undefined> => {
  const most = deps.config.approvals.issuesPerHour;
  const count = await deps.store.countRecent('plan', issue.author.id);
  if (count <= most) return undefined;
  return {
    code: 'rate-limited',
    because: `One person may ask for ${plural(most, 'plan')} in an hour.`,
    next: 'Type `/plan` in an hour.',
  };
};

type Asking = Pick<IntakeTasks, 'tasks'> & { readonly accounts: readonly AwsAccount[] };

/** The accounts that the tasks are about. */
const concerned = ({ tasks, accounts }: Asking): readonly AwsAccount[] =>
  accounts.filter((account) =>
    tasks.some((task) => {
      if (isMutation(task)) return task.accountId === account.id;
      return task.scope.accounts === 'all' || task.scope.accounts.includes(account.id);
    }),
  );

const jsonOf = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

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
    await deps.store.insertWork(workId, jsonOf(question));
    const alone = questions.length === tasks.length ? 1 : 0;
    const asking = { ...job, workId, alone };
    await deps.queue.send('discover', asking, { id: `discover-${planId}`, key });
  }
  if (questions.length === tasks.length) return workId;
  const mutations = tasks.filter(isMutation);
  await deps.store.insertWork(planId, jsonOf({ ...asked, tasks: mutations }));
  await deps.queue.send('prepare', { ...job, planId }, { id: `prepare-${planId}`, key });
  return workId;
};

const startPlan = async (reading: Reading, asking: Asking): Promise<void> => {
  const { deps, issue, state } = reading;
  const planId = newPlanId(deps, issue.ref);
  const hasPlan = asking.tasks.some(isMutation);
  const comment = await ensureComment(deps, {
    ref: issue.ref,
    installationId: state.installationId,
    topic: planTopic(state),
    body: renderAnnouncement({
      tasks: asking.tasks,
      accounts: concerned(asking),
      maskAccountIds: deps.config.maskAccountIds,
    }),
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

const parseAndPlan = async (reading: Reading, accounts: readonly AwsAccount[]): Promise<void> => {
  const { deps, issue } = reading;
  const parsed = parseIssue(issue, { accounts }, { tasksPerIssue: deps.config.caps.tasksPerIssue });
  if (parsed.kind === 'ignore') return;
  if (parsed.kind === 'refuse') return sayNo(reading, parsed.refusal);
  if (parsed.kind === 'ask') {
    return say(reading, renderQuestion(parsed), { status: 'AwaitingInput', note: 'Asked back.' });
  }
  const unsupported = refuseUnsupported(parsed.tasks);
  if (unsupported !== undefined) return sayNo(reading, unsupported);
  const github = await deps.github(reading.state.installationId);
  const tasks = await fillTemplates(github, issue.ref, parsed.tasks);
  if (!tasks.ok) return sayNo(reading, tasks.refusal);
  return startPlan(reading, { tasks: tasks.value, accounts });
};

const readCachedAccounts = async (
  reading: Reading,
): Promise<readonly AwsAccount[] | Refusal | undefined> => {
  const cached = await readAccountsCache(reading.deps.store);
  if (cached === undefined) return undefined;
  if (cached['refusal'] !== undefined) return cached['refusal'] as unknown as Refusal;
  return parseAccounts(cached);
};

const readOn = async (reading: Reading): Promise<void> => {
  const exposed = await refusePublic(reading.deps, reading.issue.ref.repositoryId);
  if (exposed !== undefined) return sayNo(reading, exposed);
  const stranger = await refuseStranger(reading);
  if (stranger !== undefined) return sayNo(reading, stranger);
  const accounts = await readCachedAccounts(reading);
  if (accounts === undefined) {
    const job = jobOf(reading.issue.ref, reading.state.installationId);
    return reading.deps.queue.send('accounts', job, { key: issueKey(reading.issue.ref) });
  }
  if ('code' in accounts) return sayNo(reading, accounts);
  const flood = await refuseFlood(reading);
  if (flood !== undefined) return sayNo(reading, flood);
  return parseAndPlan(reading, accounts);
};

/** A state of which nothing is planned or asked any more. */
const withoutPlan = (state: IssueState): IssueState => {
  const { planId: _plan, questionId: _question, isAsked: _, ...rest } = state;
  return rest;
};

/**
 * Reads an issue from GitHub as it is now and starts its plan. A text that was read to its end is
 * left alone, so that the events of one creation make one plan; `/plan` has it read again. An issue
 * whose plan is being carried out is not planned again by an event.
 */
export const onIntake = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const kept = await deps.store.readIssue(ref);
  if (kept === undefined || (await isRunning(deps.store, kept))) return;
  const known = { ...kept, installationId };
  const github = await deps.github(installationId);
  const read = await github.readIssue(ref);
  if (read === undefined || read.state === 'closed' || !read.labels.includes(TASK_LABEL)) return;
  const hash = `${requestHash(read)}:${known.labeller?.id ?? ''}:${known.editor?.id ?? ''}`;
  if (known.requestHash === hash && known.isAsked !== true) return;
  await discardPlan(deps, known, { keepsStacks: true });
  await doubtProposal(deps, known);
  const begun = await deps.store.saveIssue({
    ...withoutPlan(known),
    requestHash: '',
    requesterId: read.author.id,
    status: 'Pending',
    note: 'Being read.',
    // Stays until the text is read to its end, which may take another job.
    ...(known.isAsked === true ? { isAsked: true } : {}),
  });
  const { isAsked: readsAnew = false, ...rest } = begun;
  const state = { ...rest, requestHash: hash };
  const issue = {
    ...read,
    ...(state.labeller === undefined ? {} : { labeller: state.labeller }),
    ...(state.editor === undefined ? {} : { editor: state.editor }),
  };
  await readOn({ deps, issue, state, readsAnew });
};
