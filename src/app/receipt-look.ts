import { z } from 'zod';
import type { Saw } from '../report/receipts/look.ts';
import type { Claim } from '../report/receipts/receipt.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';

/** The trust boundary of the daily look at receipts: what one worker asks and another answers. */

const claim = z.looseObject({
  kind: z.string(),
  accountId: z.string().regex(/^[0-9]{12}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/),
  resourceId: z.string(),
  arn: z.string(),
  remedy: z.looseObject({ do: z.string() }),
});

const asked = z.object({
  day: z.iso.date(),
  receipts: z.array(z.object({ planId: z.string(), claim })),
});

const saw = z.object({ seen: z.enum(['holds', 'gone', 'undone', 'unknown']), words: z.string() });

const answered = z.object({ looks: z.array(saw) });

/** What is asked of the reader: the claims whose resources are to be looked at. */
export interface ReceiptsAsked {
  /** `2026-11-29`. */
  readonly day: string;
  readonly receipts: readonly { readonly planId: string; readonly claim: Claim }[];
}

const parsed = <T>(schema: z.ZodType<T>, row: JsonObject | undefined, what: string): T => {
  const read = schema.safeParse(row);
  if (read.success) return read.data;
  throw new Fault('broken-promise', `a look at receipts has no ${what}`);
};

/** Reads what was asked of a look. Brands are given here. */
export const parseReceiptsAsked = (row: JsonObject): ReceiptsAsked =>
  parsed(asked, row, 'question') as unknown as ReceiptsAsked;

/** Reads what was seen, one answer for each claim, in the order of the question. */
export const parseReceiptsSeen = (row: JsonObject | undefined): readonly Saw[] =>
  parsed(answered, row, 'answer').looks;
