import { checkProposal } from '../../intake/model/check-proposal.ts';
import { needsModel } from '../../intake/model/needs-model.ts';
import { requestData } from '../../intake/model/request-data.ts';
import type { CheckedProposal } from '../../intake/model/understood.ts';
import type { IntakeResult } from '../../intake/intake-result.ts';
import { renderQuestion } from '../../reply/question.ts';
import {
  renderBeingRead,
  renderConfirm,
  renderHalfUnderstood,
  renderUnaided,
  renderUnderstood,
  type UnderstoodView,
} from '../../reply/understood.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { Fallback } from '../../task/model-message.ts';
import { say, sayNo, type Reading } from '../reading.ts';
import { ensureComment } from '../replies.ts';
import { planTasks } from '../start-plan.ts';
import { askModel } from './ask-model.ts';
import { keepShown, readAdopted, readHeard, type Heard } from './heard.ts';

const PREFIX = 'read-';

/** True for the name of a question about a request, and not about AWS. */
export const isReading = (questionId: string | undefined): questionId is string =>
  questionId?.startsWith(PREFIX) === true;

type Asked = Extract<IntakeResult, { kind: 'ask' }>;

/** What the rules asked back about an issue, and the accounts they know. */
export interface AskedBack {
  readonly parsed: Asked;
  readonly accounts: readonly AwsAccount[];
}

const ASKED = { status: 'AwaitingInput', note: 'Asked back.' } as const;

const askBack = (reading: Reading, { parsed }: AskedBack): Promise<void> =>
  say(reading, renderQuestion(parsed), ASKED);

const unaided = (reading: Reading, { parsed }: AskedBack, why: Fallback | 'unread') =>
  say(reading, renderUnaided(parsed, why), ASKED);

const checked = (
  { deps, issue }: Reading,
  { accounts }: AskedBack,
  { answer }: Heard,
): CheckedProposal => {
  if (answer.kind !== 'answered') return { kind: 'nothing', why: 'unread' };
  const options = { tasksPerIssue: deps.config.caps.tasksPerIssue };
  return checkProposal({ issue, inventory: { accounts }, options, answer: answer.value });
};

const viewOf = (
  { deps }: Reading,
  { accounts }: AskedBack,
  { understood, left }: Pick<UnderstoodView, 'understood' | 'left'>,
): UnderstoodView => ({
  understood,
  left,
  accounts,
  maskAccountIds: deps.config.maskAccountIds,
});

/** Shows what was understood, and waits for a person to say that it was understood rightly. */
const offer = async (
  reading: Reading,
  asked: AskedBack,
  { id, found }: { id: string; found: Extract<CheckedProposal, { kind: 'confirm' }> },
): Promise<void> => {
  await keepShown(reading.deps.store, id, found.digest);
  await say(reading, renderConfirm(viewOf(reading, asked, found), found.digest), {
    status: 'AwaitingInput',
    note: 'Waiting for somebody to confirm what a model understood.',
    questionId: id,
  });
};

const goOn = async (
  reading: Reading,
  asked: AskedBack,
  { id, heard }: { readonly id: string; readonly heard: Heard },
): Promise<void> => {
  if (heard.answer.kind === 'fell-back') return unaided(reading, asked, heard.answer.why);
  const found = checked(reading, asked, heard);
  if (found.kind === 'nothing') return unaided(reading, asked, found.why);
  if (found.kind === 'refuse') return sayNo(reading, found.refusal);
  if (found.kind === 'confirm') return offer(reading, asked, { id, found });
  const view = viewOf(reading, asked, found);
  if (found.kind === 'ask') {
    return say(reading, renderHalfUnderstood(view, found.missing, asked.parsed), ASKED);
  }
  const { ref } = reading.issue;
  const { installationId } = reading.state;
  const wanted = { ref, installationId, topic: 'words', body: renderUnderstood(view) };
  await ensureComment(reading.deps, wanted);
  return planTasks(reading, { tasks: found.tasks, accounts: asked.accounts });
};

/** Plans what a person adopted, if the same tasks follow from the same answer still. */
const planAdopted = async (reading: Reading, asked: AskedBack): Promise<boolean> => {
  const { deps, issue, state } = reading;
  const adopted = await readAdopted(deps.store, state);
  if (adopted === undefined) return false;
  const heard = await readHeard(deps.store, adopted.heardId);
  if (heard?.requestHash !== state.requestHash) return false;
  const found = checked(reading, asked, heard);
  if (found.kind !== 'confirm' || found.digest !== adopted.digest) return false;
  const isAuthor = adopted.by.id === issue.author.id;
  const confirmed = isAuthor ? issue : { ...issue, confirmer: adopted.by };
  await planTasks(
    { ...reading, issue: confirmed },
    { tasks: found.tasks, accounts: asked.accounts },
  );
  return true;
};

/** The answer to the question that was open, if it is about the very text that is there now. */
const heardNow = async ({ deps, state, answeredId, readsAnew }: Reading) => {
  if (answeredId === undefined || readsAnew) return undefined;
  const heard = await readHeard(deps.store, answeredId);
  return heard?.requestHash === state.requestHash ? { id: answeredId, heard } : undefined;
};

/** True where a model answered about the very text that is read: the reading only goes on. */
export const isHeard = async (reading: Reading): Promise<boolean> =>
  (await heardNow(reading)) !== undefined;

const ask = async (reading: Reading, { accounts }: AskedBack): Promise<void> => {
  const { deps, issue, state } = reading;
  const id = `${PREFIX}${deps.newId()}`;
  const request = { job: 'read-request', skills: [], data: requestData(issue, accounts) } as const;
  const { ref } = issue;
  // Asked first, and the state last: a job that dies in between asks again, and the first answer
  // is about no question that is open. Answers wait behind this job, in the line of the issue.
  await askModel(deps, { request, ref, installationId: state.installationId, id });
  const note = 'Being read with a model.';
  await say(reading, renderBeingRead(), { status: 'Pending', note, questionId: id });
};

/**
 * Goes on where the rules asked back: with what a person adopted, with what a model answered, by
 * asking the model, or, where none could help or none is served, with the question of the rules.
 */
export const readFurther = async (reading: Reading, asked: AskedBack): Promise<void> => {
  if (!needsModel(asked.parsed)) return askBack(reading, asked);
  if (await planAdopted(reading, asked)) return;
  const now = await heardNow(reading);
  if (now !== undefined) return goOn(reading, asked, now);
  return reading.deps.model === undefined ? askBack(reading, asked) : ask(reading, asked);
};
