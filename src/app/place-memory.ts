import { z } from 'zod';
import type { PlaceFound, PlaceMemory } from '../report/savings/gather/memory.ts';
import type { Store } from '../store/store.ts';
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

/**
 * What is remembered of a place, if it is young enough: the trust boundary of what a reader kept.
 * What another version kept in another form is not remembered.
 */
export const recallPlace = async (
  store: Pick<Store, 'readCache'>,
  key: string,
  maxAgeSeconds: number,
): Promise<PlaceFound | undefined> => {
  const read = shape.safeParse(await store.readCache(key, maxAgeSeconds));
  return read.success ? (read.data as unknown as PlaceFound) : undefined;
};

/** Remembers places in the store; with no age, nothing is recalled and everything is read anew. */
export const rememberPlaces = (
  store: Pick<Store, 'readCache' | 'writeCache'>,
  maxAgeSeconds: number,
): PlaceMemory => ({
  recall: async (key) => (maxAgeSeconds === 0 ? undefined : recallPlace(store, key, maxAgeSeconds)),
  keep: (key, found) => store.writeCache(key, JSON.parse(JSON.stringify(found)) as JsonObject),
});
