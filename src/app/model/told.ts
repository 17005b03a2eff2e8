import { z } from 'zod';
import type { Told } from '../../claude/prompt.ts';
import { FALLBACKS } from '../../task/model-message.ts';

const count = z.number().nonnegative();

const usage = z.strictObject({
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
});

const told = z.union([
  z.strictObject({ kind: z.literal('answered'), value: z.json(), usage }),
  z.strictObject({
    kind: z.literal('fell-back'),
    why: z.enum(FALLBACKS),
    usage: usage.optional(),
    isFree: z.boolean().optional(),
  }),
]);

/** What the other process says is parsed as anything that comes from outside. */
export const isTold = (value: unknown): value is Told => told.safeParse(value).success;
