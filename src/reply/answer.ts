import { blocks, bullets } from './markdown.ts';
import { WAYS } from './no-model.ts';
import { quoteInline } from './quote.ts';

const asked = (question: string): string => `**Asked** · ${quoteInline(question, 300)}`;

/** An answer of a model under its question; the words are checked already. */
export const renderAnswer = (question: string, told: string): string =>
  blocks(asked(question), told);

/** Why a question was not answered, and what can be asked instead. */
export const renderUnanswered = (question: string, why: string): string =>
  blocks(
    asked(question),
    `**There is no answer:** ${why}. Without a model, these can be had:`,
    bullets(WAYS),
    '**Next** · type one of them, or ask again.',
  );
