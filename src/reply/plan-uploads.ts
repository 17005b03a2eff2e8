import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { blocks } from './markdown.ts';
import { fence, quoteInline } from './quote.ts';

const LONGEST_TARGET = 200;

const uploadWords = (step: Step): string => {
  if (step.kind !== 'operate' || step.operation !== 's3:upload') return '';
  const body = step.input['Body'];
  if (typeof body !== 'string') return '';
  return blocks(
    `**Uploaded as it stands** · ${quoteInline(step.target, LONGEST_TARGET)}`,
    fence(body, ''),
  );
};

/** Every file that is uploaded, whole: who approves has seen it. Empty where there is none. */
export const renderUploads = ({ steps }: Pick<Plan, 'steps'>): string =>
  blocks(...steps.map(uploadWords));
