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
  /** The schema of another test store, for a second process on the same state. */
  readonly schema?: string;
}

/** A schema that no other test store of this process has. */
export const nextSchema = (): string => {
  count += 1;
  return `story_${count}`;
};

/**
 * A store and queue of their own: a fresh schema in the embedded database of this test process.
 * Nothing runs until `queue.drain()`.
 */
export const openTestStore = async (options: TestStoreOptions = {}): Promise<OpenedStore> => {
  const { clock, ...rest } = options;
  return openStore({
    polls: false,
    schema: nextSchema(),
    ...rest,
    pglite: await embedded(),
    ...(clock === undefined ? {} : { now: clock.now }),
  });
};
