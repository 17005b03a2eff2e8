import type { Operation } from '../service.ts';
import { objectOperations } from './objects/operations.ts';

/** A given file is uploaded, and a bucket is emptied; all else of a bucket is a desired state. */
export const s3Operations: readonly Operation[] = objectOperations;
