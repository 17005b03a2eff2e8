import { describe, expect, it } from 'vitest';
import { accountCalled } from '../../src/intake/find-places.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { account } from '../services/samples.ts';

const ONE = { ...account(), id: '111111111111' as AccountId, name: 'twin' };
const TWO = { ...account(), id: '222222222222' as AccountId, name: 'Twin' };
const ZEUS = { ...account(), id: '444444444444' as AccountId, name: 'a', persona: 'Zeus' as const };
const NAMED_ZEUS = { ...account(), id: '555555555555' as AccountId, name: 'zeus' };

const ROWS = [
  ['a name of one', 'twin', [ONE], ONE],
  ['a name of two is nobody, and is asked about', 'twin', [ONE, TWO], undefined],
  ['the id of one of two', '222222222222', [ONE, TWO], TWO],
  ['a persona', 'account:Zeus', [ONE, ZEUS], ZEUS],
  ['a persona that another is named by', 'zeus', [ZEUS, NAMED_ZEUS], undefined],
] as const;

describe('an account that is called by', () => {
  it.each(ROWS)('%s', (_, word, accounts, expected) => {
    expect(accountCalled(word, accounts)).toBe(expected);
  });
});
