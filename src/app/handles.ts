import { z } from 'zod';
import type { JsonObject } from '../task/json.ts';
import type { PreviewHandle } from '../plan/preview.ts';

const handle = z.strictObject({
  planId: z.string(),
  stackName: z.string(),
  accountId: z.string().regex(/^[0-9]{12}$/),
  region: z.string(),
  changeSetName: z.string(),
  changeSetArn: z.string(),
  stackId: z.string(),
  changeSetType: z.enum(['CREATE', 'UPDATE', 'IMPORT']),
  isNewStack: z.literal(true).optional(),
});

const answer = z.object({ value: z.object({ handles: z.array(handle) }) });

/** The change sets that a reader's answer names; none where there is no such answer. */
export const parseHandles = (output: JsonObject | undefined): readonly PreviewHandle[] => {
  const parsed = answer.safeParse(output);
  return parsed.success ? (parsed.data.value.handles as unknown as PreviewHandle[]) : [];
};
