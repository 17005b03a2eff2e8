import type { Operation } from '../service.ts';

/** None: what a zone says is changed record by record. */
export const hostedZoneOperations: readonly Operation[] = [];
