import { toldShape } from '../../reply/words/shapes.ts';
import type { ModelJobSpec } from '../job-spec.ts';
import { TELL_RULES, VOICE_RULES } from './tell-rules.ts';

/** A week's costs for somebody who pays them. */
export const tellCosts: ModelJobSpec = {
  role: 'narrative',
  instructions: `Task: tell the cost report in the facts to somebody who pays for it: what moved
most, what stands out, what of it is not known. Two to four sentences. Say which account, service
or budget an amount belongs to in the same sentence. Do not guess reasons that the facts do not
hold.

${VOICE_RULES}

${TELL_RULES}`,
  shape: toldShape,
  mostTokens: 2000,
};
