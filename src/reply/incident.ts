import type { RefusalCode } from '../task/refusal.ts';
import { blocks } from './markdown.ts';
import { quoteInline } from './quote.ts';

export interface Incident {
  readonly code: RefusalCode;
  /** The number under which the log has the rest. */
  readonly incident: string;
  /** True when a plan was being carried out, so that nobody knows how far it came. */
  readonly isUnsure: boolean;
}

const KNOWN = 'Nothing was changed by it.';
const UNSURE = 'It is not known how far the plan was carried out; a person has to look.';

/**
 * A break, for people: a code and the number under which the log has the rest. Nothing of what
 * broke is told here; it may hold ARNs or worse.
 */
export const renderIncident = ({ code, incident, isUnsure }: Incident): string =>
  blocks(
    `**Something broke: \`${code}\`.** ${isUnsure ? UNSURE : KNOWN}`,
    `**Next** · ${isUnsure ? '`/status` shows what AWS was told' : 'try again with `/plan`'}; ` +
      `if it breaks again, give your operator incident ${quoteInline(incident, 64)}.`,
  );
