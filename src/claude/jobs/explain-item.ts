import { explainedShape } from '../../reply/words/shapes.ts';
import type { ModelJobSpec } from '../job-spec.ts';
import { TELL_RULES } from './tell-rules.ts';

/** Why an item of the review matters for the plan at hand. */
export const explainItem: ModelJobSpec = {
  role: 'narrative',
  instructions: `Task: say why the item of the review in the data matters for exactly this plan:
which of its resources it is about, and what could happen to what they hold or serve without it.
Two or three sentences. Do not repeat the title of the item or how it is met: both stand above
your words.

${TELL_RULES}`,
  shape: explainedShape,
  mostTokens: 1500,
};
