import { refuseMalformed } from './refuse-malformed.ts';
import { parseCommand, type Command, type TaskCommand } from '../../intake/parse-command.ts';
import { isInCircle, teamsThatMatter } from '../../approve/may-approve.ts';
import { renderRefusal } from '../../reply/refusal.ts';
import type { CommentRead } from '../../github/github.ts';
import type { Refusal } from '../../task/refusal.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { ensureComment } from '../replies.ts';
import { readStanding } from '../standing.ts';
import { adopt } from './adopt.ts';
import { listAgents } from './agents.ts';
import { approve } from './approve.ts';
import { askQuestion } from './ask.ts';
import { cancel } from './cancel.ts';
import { choose } from './choose.ts';
import { confirm } from './confirm.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import type { CommentCall } from './command-call.ts';
import { makeCostReport } from './cost-report.ts';
import { explain } from './explain.ts';
import { explainHelp } from './help.ts';
import { learn } from './learn.ts';
import { planAgain } from './plan-again.ts';
import { isDriftCommand, refuseElsewhere, stateOfDrift } from './plan-on-drift.ts';
import { reconcile } from './reconcile.ts';
import { reject } from './reject.ts';
import { rollBack } from './roll-back.ts';
import { explainStatus } from './status.ts';
import { explainWhy } from './why.ts';

type Name = TaskCommand['name'];

const RUNNERS: Readonly<Record<Name, (call: CommandCall) => Promise<CommandAnswer>>> = {
  plan: planAgain,
  confirm,
  approve,
  reject,
  cancel,
  rollback: rollBack,
  status: explainStatus,
  why: explainWhy,
  explain,
  ask: askQuestion,
  skip: choose,
  add: choose,
  agents: listAgents,
  reconcile,
  adopt,
  help: explainHelp,
};

/** Commands of people who may ask; the others are of requesters and approvers. */
const OPEN: ReadonlySet<Name> = new Set([
  'plan',
  'confirm',
  'status',
  'why',
  'explain',
  'ask',
  'agents',
  'reconcile',
  'adopt',
  'help',
  'approve',
]);

const answer = async (
  deps: OrchestratorDeps,
  call: CommentCall,
  answered: CommandAnswer,
): Promise<void> => {
  if (answered.kind === 'done') return;
  const isRefusal = answered.kind === 'refused';
  await ensureComment(deps, {
    ref: call.ref,
    installationId: call.installationId,
    topic: `${isRefusal ? 'refusal' : 'answer'}:${call.commentId}`,
    body: isRefusal ? renderRefusal(answered.refusal) : answered.body,
  });
};

/** What makes a comment no command at all, whoever wrote it. */
const notACommand = (call: CommentCall, comment: CommentRead): Refusal | undefined => {
  if (comment.authorType !== 'User' || comment.viaAppId !== undefined) {
    return {
      code: 'app-comment',
      because: 'This comment was written by or through an application.',
      next: 'A person types the command on GitHub itself.',
    };
  }
  const isSame = comment.author.id === call.sender.id && comment.body === call.body;
  if (isSame && comment.createdAt === comment.updatedAt) return undefined;
  return {
    code: 'edited-comment',
    because: 'The comment is not what it was when it was written; edits are not commands.',
    next: 'Write the command in a new comment.',
  };
};

const mayCommand = (call: CommandCall): Refusal | undefined => {
  const { approvals } = call.deps.config;
  const isRequester = isInCircle(approvals.requesters, call.standing);
  const isApprover = isInCircle(approvals.approvers, call.standing);
  const name = call.command.name;
  if (name === 'approve' || name === 'help' || isApprover) return undefined;
  if (OPEN.has(name) && isRequester) return undefined;
  const isOwn = call.comment.author.id === call.state.requesterId;
  if (isOwn && isRequester) return undefined;
  return {
    code: 'may-not-command',
    because: `\`/${name}\` is for the person who asked and for those who may approve.`,
    next: 'Ask one of them; `/why` says who they are.',
  };
};

const refuseNoPlan: Refusal = {
  code: 'no-plan',
  because: 'This issue has not been read yet.',
  next: 'Edit the issue or put the label `aws-task` on again, so that it is read.',
};

const run = async (call: CommandCall): Promise<CommandAnswer> => {
  const refusal = mayCommand(call);
  if (refusal !== undefined) return refuse(refusal);
  await call.github.react(call.ref, call.comment.id, 'eyes');
  return RUNNERS[call.command.name](call);
};

const prepare = async (
  deps: OrchestratorDeps,
  call: CommentCall,
  command: Command,
): Promise<CommandAnswer> => {
  const github = await deps.github(call.installationId);
  const comment = await github.readComment(call.ref, call.commentId);
  if (comment === undefined) return DONE;
  const foul = notACommand(call, comment);
  if (foul !== undefined) return refuse(foul);
  const { approvers, requesters } = deps.config.approvals;
  const circle = { ...approvers, teams: [...teamsThatMatter(deps.config), ...requesters.teams] };
  const who = { person: comment.author, circle };
  if (command.name === 'cost-report') {
    const standing = await readStanding(github, call.ref, who);
    return makeCostReport({ deps, ref: call.ref, commentId: comment.id, standing });
  }
  if (command.name === 'learn') {
    return learn({ ...call, deps, github, standing: await readStanding(github, call.ref, who) });
  }
  const kept = (await deps.store.readIssue(call.ref)) ?? (await stateOfDrift(deps, call));
  const state = kept === undefined ? undefined : { ...kept, installationId: call.installationId };
  if (state === undefined) {
    return refuse(isDriftCommand(command.name) ? refuseElsewhere(command.name) : refuseNoPlan);
  }
  if (state.obeyedId === comment.id) return DONE;
  const standing = await readStanding(github, call.ref, who);
  return run({ ...call, deps, github, command, comment, standing, state });
};

/** Runs the command a comment holds, if it holds one. Every command ends in an answer. */
export const runCommand = async (deps: OrchestratorDeps, call: CommentCall): Promise<void> => {
  const parsed = parseCommand(call.body);
  if (parsed.kind === 'none') return;
  const answered =
    parsed.kind === 'malformed'
      ? refuse(refuseMalformed(parsed))
      : await prepare(deps, call, parsed.command);
  await answer(deps, call, answered);
};
