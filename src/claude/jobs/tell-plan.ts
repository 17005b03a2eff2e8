import { toldShape } from '../../reply/words/shapes.ts';
import type { ModelJobSpec } from '../job-spec.ts';
import { TELL_RULES, VOICE_RULES } from './tell-rules.ts';

/** A plan for somebody who reads no template. */
export const tellPlan: ModelJobSpec = {
  role: 'narrative',
  instructions: `Task: tell the plan in the facts to somebody who reads no template: what there
will be afterwards, what is lost, what it costs a month, what the review notes. Two to four
sentences.

${VOICE_RULES}

${TELL_RULES}`,
  shape: toldShape,
  mostTokens: 2000,
};
