import { z } from 'zod';
import type { PlaceFound, PlaceMemory } from '../report/savings/gather/memory.ts';
import type { Store } from '../store/store.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';

/** How long what was read of a place is good enough for an answer to a question. */
export const HOUR_SECONDS = 3600;

/** The same for the weekly report. */
export const DAY_SECONDS = 24 * HOUR_SECONDS;

const rows = z.array(z.looseObject({}));

/** What this code wrote, as far as it is relied on; the findings go where they came from. */
const shape = z.object({
  readAt: z.string(),
  savings: z.array(z.looseObject({ arn: z.string(), resourceId: z.string() })),
  kept: rows,
  notJudged: rows,
  looked: z.number(),
});

/** The trust boundary of what a reader remembered. */
const parseFound = (row: JsonObject): PlaceFound => {
  const read = shape.safeParse(row);
  if (read.success) return read.data as unknown as PlaceFound;
  throw new Fault('malformed-answer', 'what is remembered of a place is no list of savings');
};

/** What is remembered of a place, if it is young enough. */
export const recallPlace = async (
  store: Pick<Store, 'readCache'>,
  key: string,
  maxAgeSeconds: number,
): Promise<PlaceFound | undefined> => {
  const row = await store.readCache(key, maxAgeSeconds);
  return row === undefined ? undefined : parseFound(row);
};

/** Remembers places in the store; with no age, nothing is recalled and everything is read anew. */
export const rememberPlaces = (
  store: Pick<Store, 'readCache' | 'writeCache'>,
  maxAgeSeconds: number,
): PlaceMemory => ({
  recall: async (key) => (maxAgeSeconds === 0 ? undefined : recallPlace(store, key, maxAgeSeconds)),
  keep: (key, found) => store.writeCache(key, JSON.parse(JSON.stringify(found)) as JsonObject),
});
