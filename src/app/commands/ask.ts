import { findSecret } from '../../intake/find-secrets.ts';
import { renderNoModel } from '../../reply/no-model.ts';
import type { Refusal } from '../../task/refusal.ts';
import { passQuestionOn } from '../model/follow-answer-question.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';

const secretIn = (kind: string): Refusal => ({
  code: 'secret-in-request',
  because: `The question holds what looks like ${kind}. It was not passed on to anybody.`,
  next: 'Rotate it now, delete the comment, and ask again without it.',
});

/**
 * `/ask QUESTION`: answered by a model from the facts of the plan, where one is configured. A
 * question that holds a secret goes nowhere.
 */
export const askQuestion = async (call: CommandCall): Promise<CommandAnswer> => {
  const { command, comment, deps, state } = call;
  const secret = findSecret(comment.body);
  if (secret !== undefined) return refuse(secretIn(secret));
  if (deps.model === undefined) return { kind: 'said', body: renderNoModel() };
  const question = command.name === 'ask' ? command.question : '';
  return (await passQuestionOn(call, question)) ? DONE : refuse(noPlan(state));
};
