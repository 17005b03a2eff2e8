import type { PGlite } from '@electric-sql/pglite';
import { openStore, type OpenedStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { createEmbedded } from './embedded-database.ts';

let count = 0;

/** An embedded database that several test stores share, each with a schema of its own. */
interface Shared {
  readonly pglite: Promise<PGlite>;
  readonly schemas: Set<string>;
  users: number;
}

/** Schemas pile up in memory: after so many, another database takes the place of the old one. */
const SCHEMAS = 24;

const databases: Shared[] = [];

/** Lets go of what nobody uses, but for the last two: a test may open its own state once more. */
const letGo = async (): Promise<void> => {
  for (const old of databases.slice(0, -2).filter(({ users }) => users === 0)) {
    databases.splice(databases.indexOf(old), 1);
    await (await old.pglite).close();
  }
};

/** The database that holds a schema already, else the newest with room. */
const sharedFor = (schema: string): Shared => {
  const known = databases.find(({ schemas }) => schemas.has(schema));
  if (known !== undefined) return known;
  const newest = databases.at(-1);
  if (newest !== undefined && newest.schemas.size < SCHEMAS) return newest;
  const made = { pglite: createEmbedded(), schemas: new Set<string>(), users: 0 };
  databases.push(made);
  return made;
};

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
  const { clock, schema = nextSchema(), ...rest } = options;
  const shared = sharedFor(schema);
  shared.schemas.add(schema);
  shared.users += 1;
  await letGo();
  const opened = await openStore({
    polls: false,
    schema,
    ...rest,
    pglite: await shared.pglite,
    ...(clock === undefined ? {} : { now: clock.now }),
  });
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await opened.close();
    shared.users -= 1;
  };
  const close = (): Promise<void> => (closing ??= end());
  return { ...opened, close };
};
