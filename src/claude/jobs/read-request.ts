import { proposalShape } from '../../intake/model/proposal-shape.ts';
import { readingGuide } from '../../intake/model/reading-guide.ts';
import type { ModelJobSpec } from '../job-spec.ts';

/** Reads a request in free words into proposals; the rules check every word of them. */
export const readRequestJob: ModelJobSpec = {
  role: 'orchestrator',
  instructions: readingGuide(),
  shape: proposalShape,
  mostTokens: 4000,
};
