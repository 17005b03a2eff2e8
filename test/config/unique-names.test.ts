import { describe, expect, it } from 'vitest';
import { withUniqueNames } from '../../src/config/unique-names.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { account } from '../services/samples.ts';

const ONE = '111111111111';
const TWO = '222222222222';

const named = (id: string, name: string) => ({ ...account(), id: id as AccountId, name });

const ROWS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['nobody', [], []],
  ['names that differ', ['a', 'b'], ['a', 'b']],
  ['one name of two', ['a', 'a'], [`a (${ONE})`, `a (${TWO})`]],
  ['names that differ in case only', ['a', 'A'], [`a (${ONE})`, `A (${TWO})`]],
];

describe('names of accounts', () => {
  it.each(ROWS)('%s', (_, names, unique) => {
    const accounts = names.map((name, at) => named(at === 0 ? ONE : TWO, name));
    expect(withUniqueNames(accounts).map(({ name }) => name)).toEqual(unique);
  });
});
