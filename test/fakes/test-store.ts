import type { PGlite } from '@electric-sql/pglite';
import { openStore, type OpenedStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { createEmbedded } from './embedded-database.ts';

let shared: Promise<PGlite> | undefined;
let count = 0;

/** The one embedded database of this test process; started with the first store. */
const embedded = (): Promise<PGlite> => (shared ??= createEmbedded());

export interface TestStoreOptions extends Pick<
  OpenStoreOptions,
  'onFault' | 'onRun' | 'polls' | 'role'
> {
  /** The clock that the database reads too. Without it, the real one. */
  readonly clock?: { readonly now: () => Date };
}

/**
 * A store and queue of their own: a fresh schema in the embedded database of this test process.
 * Nothing runs until `queue.drain()`.
 */
export const openTestStore = async (options: TestStoreOptions = {}): Promise<OpenedStore> => {
  count += 1;
  const { clock, ...rest } = options;
  return openStore({
    polls: false,
    ...rest,
    pglite: await embedded(),
    schema: `story_${count}`,
    ...(clock === undefined ? {} : { now: clock.now }),
  });
};
