import type { RefusalCode } from '../task/refusal.ts';
import { blocks } from './markdown.ts';
import { quoteInline } from './quote.ts';

/**
 * A break, for people: a code and the number under which the log has the rest. Nothing of what
 * broke is told here; it may hold ARNs or worse.
 */
export const renderIncident = (code: RefusalCode, incidentId: string): string =>
  blocks(
    `**Something broke: \`${code}\`.** Nothing was changed by it.`,
    `**Next** · try again with \`/plan\`; if it breaks again, give your operator incident ` +
      `${quoteInline(incidentId, 64)}.`,
  );
