import { isInCircle } from '../approve/may-approve.ts';
import { parseIssue } from '../intake/parse-issue.ts';
import { requestHash } from '../intake/request-hash.ts';
import { plural } from '../reply/markdown.ts';
import { circleWords, roleWords } from '../reply/people.ts';
import { quoteInline } from '../reply/quote.ts';
import type { AwsAccount } from '../task/account.ts';
import { TASK_LABEL } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { issueKey } from '../store/line.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { isRunning } from './is-running.ts';
import { readAdopted } from './model/heard.ts';
import { isHeard, isReading, readFurther } from './model/read-further.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { readAccountsCache } from './accounts-cache.ts';
import { parseAccounts } from './plan-inputs.ts';
import { refusePublic } from './public-repository.ts';
import { sayNo, type Reading } from './reading.ts';
import { readStanding } from './standing.ts';
import { planTasks } from './start-plan.ts';
import { doubtProposal } from './withdraw-proposal.ts';

/**
 * Everybody who touched the request must be allowed to ask: author, labeller, last editor, and
 * whoever confirmed what a model understood of it.
 */
const refuseStranger = async ({ deps, issue, state }: Reading): Promise<Refusal | undefined> => {
  const github = await deps.github(state.installationId);
  const circle = deps.config.approvals.requesters;
  const confirmer = (await readAdopted(deps.store, state))?.by;
  for (const person of [issue.author, state.labeller, state.editor, confirmer]) {
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

const parseAndPlan = async (reading: Reading, accounts: readonly AwsAccount[]): Promise<void> => {
  const { deps, issue } = reading;
  const parsed = parseIssue(issue, { accounts }, { tasksPerIssue: deps.config.caps.tasksPerIssue });
  if (parsed.kind === 'ignore') return;
  if (parsed.kind === 'refuse') return sayNo(reading, parsed.refusal);
  if (parsed.kind === 'ask') return readFurther(reading, { parsed, accounts });
  return planTasks(reading, { tasks: parsed.tasks, accounts });
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
  const flood = (await isHeard(reading)) ? undefined : await refuseFlood(reading);
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
    // What a model said of this text is needed when the reading goes on in another job.
    ...(isReading(known.questionId) ? { questionId: known.questionId } : {}),
    requestHash: '',
    requesterId: read.author.id,
    status: 'Pending',
    note: 'Being read.',
    // Stays until the text is read to its end, which may take another job.
    ...(known.isAsked === true ? { isAsked: true } : {}),
  });
  const { isAsked: readsAnew = false, questionId: answeredId, ...rest } = begun;
  const state = { ...rest, requestHash: hash };
  const issue = {
    ...read,
    ...(state.labeller === undefined ? {} : { labeller: state.labeller }),
    ...(state.editor === undefined ? {} : { editor: state.editor }),
  };
  await readOn({
    deps,
    issue,
    state,
    readsAnew,
    ...(answeredId === undefined ? {} : { answeredId }),
  });
};
