import type { Plan } from '../plan/plan.ts';
import { blocks } from './markdown.ts';
import { accountWords } from './plan-head.ts';

/** Everything is so already: an answer of its own, and no plan that somebody could approve. */
export const renderNothingToDo = ({ accounts }: Pick<Plan, 'accounts'>): string =>
  blocks(
    '**Nothing to do.** What was asked for is so already, in ' +
      `${accounts.map(accountWords).join('; ')}.`,
    '**Next** · edit the issue to ask for something else, or close it.',
  );
