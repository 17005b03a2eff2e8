import type { Operation } from '../service.ts';

/** None: findings are told by a question, and nothing turns a hub off. */
export const hubOperations: readonly Operation[] = [];
