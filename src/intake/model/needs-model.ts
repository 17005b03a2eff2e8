import type { IntakeResult } from '../intake-result.ts';

const PLACES: ReadonlySet<string> = new Set(['account', 'region']);

/**
 * True where the rules understood too little and other words might help: something beside account
 * and region is missing, and nothing in the request contradicts, forbids or names what is not. What
 * nobody wrote, a model can not read either.
 */
export const needsModel = (result: IntakeResult): boolean =>
  result.kind === 'ask' &&
  result.missing.some(({ field }) => !PLACES.has(field)) &&
  result.missing.every(({ reason }) => reason === undefined || reason === 'unknown-service');
