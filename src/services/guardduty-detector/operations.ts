import type { Operation } from '../service.ts';

/** None: findings are told by a question, and nothing turns a detector off. */
export const detectorOperations: readonly Operation[] = [];
