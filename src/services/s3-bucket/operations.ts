import type { Operation } from '../service.ts';

/**
 * Empty on purpose. Emptying a bucket loses data that no plan can bring back, and it is not one
 * call; a lifecycle rule does it under its own approval. Uploads never invent content.
 */
export const s3Operations: readonly Operation[] = [];
