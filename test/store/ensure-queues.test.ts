import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { createEmbedded } from '../fakes/embedded-database.ts';

const pglite = await createEmbedded();
afterAll(() => pglite.close());

const open = async (): Promise<void> => {
  await (await openStore({ pglite, schema: 'again', polls: false })).close();
};

interface Kept {
  readonly name: string;
  readonly retry_limit: number;
  readonly updated_on: Date;
}

const kept = async (): Promise<readonly Kept[]> => {
  const text = 'SELECT name, retry_limit, updated_on FROM again_queue.queue ORDER BY name';
  return (await pglite.query<Kept>(text)).rows;
};

it('a second start writes only the queue that is not as it has to be', async () => {
  await open();
  const first = await kept();
  await open();
  expect(await kept()).toEqual(first);
  await pglite.exec(`UPDATE again_queue.queue SET retry_limit = 99 WHERE name = 'execute'`);
  await open();
  const third = await kept();
  const limits = (rows: readonly Kept[]) => rows.map(({ retry_limit: limit }) => limit);
  expect(limits(third)).toEqual(limits(first));
  const written = third.filter(
    (one, index) => +one.updated_on !== +(first[index]?.updated_on ?? 0),
  );
  expect(written.map(({ name }) => name)).toEqual(['execute']);
});
