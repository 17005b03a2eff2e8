import { z } from 'zod';

/** A moment as the SDK's clients give it, made an ISO instant; anything else is no moment. */
export const timeSchema = z
  .union([z.date(), z.string(), z.number()])
  .transform((time) => new Date(time))
  .refine((time) => !Number.isNaN(time.getTime()))
  .transform((time) => time.toISOString());
