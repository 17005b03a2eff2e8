import { failureShape } from '../../reply/words/shapes.ts';
import type { ModelJobSpec } from '../job-spec.ts';
import { TELL_RULES } from './tell-rules.ts';

/** Why a step may have failed, from the events of its stack. */
export const tellFailure: ModelJobSpec = {
  role: 'mutation',
  instructions: `Task: a step of a plan failed. Say from its events what may have caused it, the
most likely first, one to three sentences in "causes"; and what a person should look at to be
sure, one to three sentences in "look". The first event that failed is the cause, what follows it
is mostly its consequence. Say "may" where the events do not say it outright. Never say that
anything is done, mended or rolled back.

${TELL_RULES}`,
  shape: failureShape,
  mostTokens: 2000,
};
