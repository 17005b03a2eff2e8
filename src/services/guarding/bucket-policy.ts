import { z } from 'zod';
import type { Refusal } from '../../task/refusal.ts';

/** Whether a bucket takes what a service delivers: unknown where it may not be looked at. */
export const deliverySchema = z.enum(['lets', 'refuses', 'missing', 'unknown']);
export type Delivery = z.infer<typeof deliverySchema>;

/** Why nothing would arrive in a bucket; undefined where it would, or where nobody can tell. */
export const deliveryRefusal = (
  delivery: Delivery,
  asked: { readonly bucket: string; readonly service: string },
): Refusal | undefined => {
  if (delivery === 'missing')
    return {
      code: 'target-not-found',
      because: `There is no bucket named \`${asked.bucket}\`.`,
      next: 'Mend its name; records belong into a bucket of the log archive.',
    };
  if (delivery !== 'refuses') return undefined;
  return {
    code: 'aws-refused',
    because: `The bucket \`${asked.bucket}\` lets \`${asked.service}\` write nothing.`,
    next: 'Let it write there first, where the bucket is managed; then `/plan`.',
  };
};
