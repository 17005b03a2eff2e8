import { afterAll, describe, expect, it } from 'vitest';
import { createEmbedded } from '../fakes/embedded-database.ts';

const pglite = await createEmbedded();
await pglite.exec('CREATE TABLE kept (id integer PRIMARY KEY, body text, at timestamptz)');
afterAll(() => pglite.close());

const prepared = async (text: string): Promise<unknown> => {
  const asked = await pglite.query<{ readonly n: unknown }>(
    'SELECT count(*) AS n FROM pg_prepared_statements WHERE statement = $1',
    [text],
  );
  return Number(asked.rows[0]?.n);
};

const INSERT = 'INSERT INTO kept VALUES ($1, $2, $3) RETURNING *';
const SELECT = 'SELECT * FROM kept WHERE id = $1';

describe('statements of an embedded database', () => {
  it('are parsed once, and answer to the values of each time', async () => {
    const at = new Date('2026-03-02T08:00:00Z');
    for (const [id, body] of [
      [1, null],
      [2, 'Grüße, $1 \u{1f600}'],
    ]) {
      expect((await pglite.query(INSERT, [id, body, at])).rows).toEqual([{ id, body, at }]);
      expect((await pglite.query(SELECT, [id])).rows).toEqual([{ id, body, at }]);
    }
    expect((await pglite.query(SELECT, [3])).rows).toEqual([]);
    expect([await prepared(INSERT), await prepared(SELECT)]).toEqual([1, 1]);
  });

  it('tell of errors at each stage, and run again after them', async () => {
    for (let time = 0; time < 2; time += 1) {
      await expect(pglite.query('SELECT nothing FROM nowhere')).rejects.toThrow(/nowhere/);
      await expect(pglite.query(SELECT, ['no number'])).rejects.toThrow(/integer/);
      await expect(pglite.query(INSERT, [1, 'again', null])).rejects.toThrow(/kept_pkey/);
      await expect(pglite.query(SELECT, [{ toString: 'none' }])).rejects.toThrow(/toString/);
      expect((await pglite.query(SELECT, [2])).rows).toHaveLength(1);
    }
  });

  it('are the same inside a transaction, and undone with it', async () => {
    const undone = pglite.transaction(async (within) => {
      await within.query(INSERT, [4, 'for a while', null]);
      expect((await within.query(SELECT, [4])).rows).toHaveLength(1);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect((await pglite.query(SELECT, [4])).rows).toEqual([]);
    expect(await prepared(INSERT)).toBe(1);
  });

  it('are planned again where a table changed', async () => {
    const text = 'SELECT count(*)::integer AS n FROM kept WHERE body IS NULL';
    expect((await pglite.query(text)).rows).toEqual([{ n: 1 }]);
    await pglite.exec('DROP TABLE kept; CREATE TABLE kept (body text)');
    expect((await pglite.query(text)).rows).toEqual([{ n: 0 }]);
  });
});
