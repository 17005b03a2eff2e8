import type { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { Service } from './service.ts';

/**
 * Makes a service of its parts. Facts are stored between reading and drafting, so they are parsed
 * again at the door of `draft`: a row that somebody changed is a broken promise, not a plan.
 */
export const defineService = <F extends JsonObject>(
  parts: Service<F>,
  facts: z.ZodType<F>,
): Service => ({
  ...parts,
  draft: (context, stored) => {
    const parsed = facts.safeParse(stored);
    if (parsed.success) return parts.draft(context, parsed.data);
    throw new Fault('broken-promise', `facts of ${parts.key} do not have their shape`);
  },
});
