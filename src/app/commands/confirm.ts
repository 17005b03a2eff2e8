import { isInCircle } from '../../approve/may-approve.ts';
import { requestHash } from '../../intake/request-hash.ts';
import { circleWords } from '../../reply/people.ts';
import type { IssueState } from '../../store/store.ts';
import type { IssueSnapshot } from '../../task/issue.ts';
import type { Refusal } from '../../task/refusal.ts';
import { jobOf } from '../issue-ref.ts';
import { keepAdopted, readShownDigest } from '../model/heard.ts';
import { isReading } from '../model/read-further.ts';
import { isAskedAsShown } from './asked-as-shown.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { refuseRunning } from './running.ts';

const NOTHING: Refusal = {
  code: 'not-confirmed',
  because: 'Nothing that a model understood waits to be confirmed here.',
  next: 'Read the last comment of this application; `/plan` has the issue read again.',
};

const NO_DIGEST: Refusal = {
  code: 'not-confirmed',
  because: 'It is confirmed by naming its digest.',
  next: 'Copy the whole line that the question shows, `/confirm` with its digest.',
};

const WRONG: Refusal = {
  code: 'not-confirmed',
  because: 'Nothing that waits here was shown under this digest.',
  next: 'Copy the line that the question shows now, or edit the issue.',
};

const EDITED: Refusal = {
  code: 'not-confirmed',
  because: 'The issue is not any more what was understood.',
  next: 'Wait until it is read again, and confirm what is shown then.',
};

const NOT_AS_SHOWN: Refusal = {
  code: 'not-confirmed',
  because: 'The question is not any more as it was asked.',
  next: 'Read it again where it was asked; it is put right. Then confirm what it shows.',
};

const TOO_OFTEN: Refusal = {
  code: 'not-confirmed',
  because: 'Too much was confirmed of this text already.',
  next: 'Edit the issue; it is read again.',
};

/** The text, its labeller or its editor changed, or the issue was closed, since it was read. */
const isAsRead = (issue: IssueSnapshot | undefined, state: IssueState): boolean => {
  if (issue === undefined || issue.state === 'closed') return false;
  const people = `${state.labeller?.id ?? ''}:${state.editor?.id ?? ''}`;
  return state.requestHash === `${requestHash(issue)}:${people}`;
};

const mayAsk = ({ deps, standing }: CommandCall): Refusal | undefined => {
  const { requesters } = deps.config.approvals;
  if (isInCircle(requesters, standing)) return undefined;
  return {
    code: 'may-not-ask',
    because: `Whoever confirms asks, and asking is for whoever ${circleWords(requesters)}.`,
    next: 'Somebody with that right confirms it.',
  };
};

/**
 * `/confirm DIGEST`: adopts what a model understood, exactly as it was shown. The plan is made from
 * the same answer by the same rules, and whoever confirms counts as one who asked for it.
 */
export const confirm = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, command, comment, github, ref, state, installationId } = call;
  const running = (await refuseRunning(call)) ?? mayAsk(call);
  if (running !== undefined) return refuse(running);
  const { questionId: heardId } = state;
  const isWaiting = state.status === 'AwaitingInput' && isReading(heardId);
  if (!isWaiting || command.name !== 'confirm') return refuse(NOTHING);
  if (command.digest === undefined) return refuse(NO_DIGEST);
  if (!isAsRead(await github.readIssue(ref), state)) return refuse(EDITED);
  const digest = await readShownDigest(deps.store, heardId, command.digest);
  if (digest === undefined) return refuse(WRONG);
  if (!(await isAskedAsShown(call, digest))) return refuse(NOT_AS_SHOWN);
  const by = { id: comment.author.id, login: comment.author.login };
  const isKept = await keepAdopted(deps.store, state, { heardId, digest, by });
  if (!isKept) return refuse(TOO_OFTEN);
  const subject = `${ref.repositoryId}#${ref.number}`;
  await deps.store.record({ kind: 'confirm', subject, detail: { by: by.id, digest } });
  const note = 'Confirmed; being planned.';
  const next = { requestHash: '', status: 'Pending', note, obeyedId: comment.id } as const;
  await deps.store.saveIssue({ ...state, ...next });
  await deps.queue.send('intake', jobOf(ref, installationId));
  return DONE;
};
