import { lessonShape } from '../../reply/lesson-words.ts';
import type { ModelJobSpec } from '../job-spec.ts';

/** A few sentences for the page of a lesson, from its evidence. */
export const proposeLessonJob: ModelJobSpec = {
  role: 'narrative',
  instructions: [
    'The data is the evidence of one closed issue: what was planned, left out, blocked or failed.',
    'Say in `summary`, in one to three plain sentences, what the next person should know.',
    'Say in `advice`, in at most five sentences, what to do otherwise. Leave it empty if unsure.',
    'Claim nothing that the evidence does not say. Name only items that it names.',
    'Plain text: no Markdown, no links, no names, no numbers of accounts, no ARNs.',
  ].join('\n'),
  shape: lessonShape,
  mostTokens: 700,
};
