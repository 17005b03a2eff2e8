import type { Operation } from '../service.ts';

/** Backups, lifecycle and throughput are desired states: nothing of a file system is a call. */
export const efsOperations: readonly Operation[] = [];
