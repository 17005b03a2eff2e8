import { mayHoldPlan } from '../task/issue.ts';
import { parseCommand } from '../intake/parse-command.ts';
import { HEALTH_LABEL } from '../reply/health-issue.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { z } from 'zod';
import { runCommand } from './commands/run-command.ts';
import { COST_REPORT_LABEL } from './on-costed.ts';
import type { OrchestratorDeps } from './deps.ts';
import { commentPayload, refOf } from './issue-ref.ts';
import { ensureComment } from './replies.ts';

type CommentPayload = z.infer<typeof commentPayload>;

/** Of what is ill only the lesson may be asked for; everything else there is talk. */
const isLesson = (body: string): boolean => {
  const parsed = parseCommand(body);
  return parsed.kind === 'command' && parsed.command.name === 'learn';
};

const isOfOurs = (labels: readonly string[], body: string): boolean =>
  mayHoldPlan(labels) ||
  labels.includes(COST_REPORT_LABEL) ||
  (labels.includes(HEALTH_LABEL) && isLesson(body));

const isForUs = (payload: CommentPayload, appId: number): boolean =>
  payload.issue.pull_request === undefined &&
  isOfOurs(
    payload.issue.labels.map(({ name }) => name),
    payload.comment.body ?? '',
  ) &&
  payload.comment.performed_via_github_app?.id !== appId &&
  payload.sender.type !== 'Bot';

/** An edit that makes a comment look like a command is answered once, and never obeyed. */
const answerEdit = async (deps: OrchestratorDeps, payload: CommentPayload): Promise<void> => {
  const parsed = parseCommand(payload.comment.body ?? '');
  if (parsed.kind === 'none') return;
  await ensureComment(deps, {
    ref: refOf(payload, payload.issue.number),
    installationId: payload.installation.id,
    topic: `refusal:${payload.comment.id}`,
    body: renderRefusal({
      code: 'edited-comment',
      because: 'This comment was edited; edits are not commands.',
      next: 'Write the command in a new comment.',
    }),
  });
};

/** A comment event: a command is run, an edit is answered, everything else is left alone. */
export const onComment = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const payload = commentPayload.parse(raw);
  if (!isForUs(payload, deps.appId)) return;
  if (payload.action === 'edited') await answerEdit(deps, payload);
  if (payload.action !== 'created') return;
  await runCommand(deps, {
    ref: refOf(payload, payload.issue.number),
    installationId: payload.installation.id,
    commentId: payload.comment.id,
    sender: { id: payload.sender.id, login: payload.sender.login },
    body: payload.comment.body ?? '',
  });
};
