import type { Remedy } from '../service.ts';

/** Empty on purpose: what is in a given template is mended by the remedies of each type. */
export const templateRemedies: readonly Remedy[] = [];
