import { findSecret } from '../../intake/find-secrets.ts';
import { renderNoModel } from '../../reply/no-model.ts';
import type { Refusal } from '../../task/refusal.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';

const secretIn = (kind: string): Refusal => ({
  code: 'secret-in-request',
  because: `The question holds what looks like ${kind}. It was not passed on to anybody.`,
  next: 'Rotate it now, delete the comment, and ask again without it.',
});

/**
 * `/ask QUESTION`: answered by a model from the facts of the plan, where one is configured. A
 * question that holds a secret goes nowhere.
 */
export const askQuestion = (call: CommandCall): Promise<CommandAnswer> => {
  const secret = findSecret(call.comment.body);
  if (secret !== undefined) return Promise.resolve(refuse(secretIn(secret)));
  return Promise.resolve({ kind: 'said', body: renderNoModel() });
};
