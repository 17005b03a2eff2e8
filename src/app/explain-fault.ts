import { Fault } from '../task/fault.ts';
import type { Refusal } from '../task/refusal.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * Turns a break into words for people: a code and an incident id. What happened in detail goes to
 * the log, where it may hold ARNs; no part of it reaches a comment.
 */
export const explainFault = (
  deps: Pick<WorkerDeps, 'log' | 'newId'>,
  error: unknown,
  subject: string,
): Refusal => {
  const incident = deps.newId();
  deps.log.error({ err: error, incident, subject }, 'a job broke');
  const isDenied = error instanceof Fault && error.kind === 'denied';
  return {
    code: isDenied ? 'missing-permission' : 'aws-unreachable',
    because: isDenied
      ? 'AWS denied a call that was needed; nothing was changed.'
      : 'AWS did not answer as it should, after several tries; nothing was changed.',
    next:
      'Try again with `/plan`. If it happens again, give your operator ' +
      `incident \`${incident}\`.`,
  };
};
