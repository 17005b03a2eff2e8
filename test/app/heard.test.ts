import { describe, expect, it } from 'vitest';
import { keepAdopted, keepHeard, readAdopted } from '../../src/app/model/heard.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** Rows that are written once, and can be taken away as time does. */
const openMemory = () => {
  const rows = new Map<string, JsonObject>();
  return {
    rows,
    store: {
      insertWork: async (id: string, input: JsonObject): Promise<void> => {
        if (!rows.has(id)) rows.set(id, input);
      },
      readWork: async (id: string) => {
        const input = rows.get(id);
        return input === undefined ? undefined : { input };
      },
    },
  };
};

const TEXT = { ref: { repositoryId: 1, number: 2 }, requestHash: 'text' };
const adoption = (heardId: string, digit: string) => ({
  heardId,
  digest: digit.repeat(64),
  by: { id: 3, login: 'requester' },
});
const heard = { requestHash: 'text', answer: { kind: 'fell-back', why: 'late' } } as const;

describe('what a person adopted of a text', () => {
  it('is what was adopted last, whatever was adopted before', async () => {
    const { store } = openMemory();
    await keepHeard(store, 'read-1', heard);
    await keepHeard(store, 'read-2', heard);
    expect(await keepAdopted(store, TEXT, adoption('read-1', 'a'))).toBe(true);
    expect(await keepAdopted(store, TEXT, adoption('read-1', 'b'))).toBe(true);
    expect(await readAdopted(store, TEXT)).toEqual(adoption('read-1', 'b'));
    expect(await keepAdopted(store, TEXT, adoption('read-2', 'b'))).toBe(true);
    expect(await readAdopted(store, TEXT)).toEqual(adoption('read-2', 'b'));
  });

  it('is nothing where the answer is gone, and can be adopted anew', async () => {
    const { rows, store } = openMemory();
    await keepHeard(store, 'read-1', heard);
    await keepAdopted(store, TEXT, adoption('read-1', 'a'));
    rows.delete('heard-read-1');
    expect(await readAdopted(store, TEXT)).toBeUndefined();
    await keepHeard(store, 'read-2', heard);
    await keepAdopted(store, TEXT, adoption('read-2', 'a'));
    expect(await readAdopted(store, TEXT)).toEqual(adoption('read-2', 'a'));
  });

  it('is kept once where it is said twice, and not without end', async () => {
    const { rows, store } = openMemory();
    for (const _ of [1, 2]) await keepAdopted(store, TEXT, adoption('read-1', 'a'));
    expect(rows.size).toBe(1);
    for (const digit of ['b', 'c', 'd', 'e', 'f', '0', '1'])
      expect(await keepAdopted(store, TEXT, adoption('read-1', digit))).toBe(true);
    expect(await keepAdopted(store, TEXT, adoption('read-1', '2'))).toBe(false);
  });
});
