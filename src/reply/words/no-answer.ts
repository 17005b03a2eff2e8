import type { Fallback } from '../../task/model-message.ts';

/** Why the model has no part in an answer, as the end of a sentence. */
export const NO_ANSWER: Readonly<Record<Fallback, string>> = {
  'no-model': 'no model is configured',
  budget: 'what may be used of the model is used up for now',
  timeout: 'the model did not answer in time',
  overloaded: 'the model has too much to do',
  refused: 'the model declined to answer',
  malformed: 'what the model answered had not the form that was asked for',
  'cut-off': 'the answer of the model was cut off',
  unreachable: 'the model could not be reached',
  secret: 'the text holds what looks like a secret, so it was not passed on: rotate it now',
  late: 'the model did not answer in time',
};
