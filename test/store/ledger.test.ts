import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS, hashEntry, verifyLedger, type LedgerRow } from '../../src/store/ledger.ts';

const chainOf = (subjects: readonly string[]): readonly LedgerRow[] => {
  const rows: LedgerRow[] = [];
  for (const [n, subject] of subjects.entries()) {
    const row = {
      seq: n + 1,
      at: '2026-01-01T00:00:00.000Z',
      kind: 'plan',
      subject,
      detail: '{}',
      previousHash: rows.at(-1)?.hash ?? GENESIS,
    };
    rows.push({ ...row, hash: hashEntry(row) });
  }
  return rows;
};

const chain = chainOf(['a', 'b', 'c']);
const [first, second, third] = chain;

describe('A91 verifyLedger', () => {
  it('an empty ledger is in order', () => {
    expect(verifyLedger([])).toEqual({ ok: true, entries: 0, head: GENESIS });
  });

  it('a chain is in order, and names its head', () => {
    expect(verifyLedger(chain)).toEqual({ ok: true, entries: 3, head: third?.hash });
  });

  const pick = (...rows: readonly (LedgerRow | undefined)[]): readonly LedgerRow[] =>
    rows.filter((row) => row !== undefined);

  it.each([
    ['the first entry cut off', pick(second, third), 2, 'an entry is missing or out of order'],
    ['one taken out', pick(first, third), 3, 'an entry is missing or out of order'],
    ['two exchanged', pick(second, first, third), 2, 'an entry is missing or out of order'],
    ['one twice', pick(first, first), 1, 'an entry is missing or out of order'],
  ])('%s', (_name, rows, seq, because) => {
    expect(verifyLedger(rows)).toEqual({ ok: false, seq, because });
  });

  it('a chain written anew from the middle does not follow', () => {
    const other = chainOf(['a', 'x', 'c']);
    expect(verifyLedger(pick(first, second, other[2]))).toEqual({
      ok: false,
      seq: 3,
      because: 'it does not follow the one before it',
    });
  });

  it('law: no member of no entry can be changed', () => {
    const members = ['at', 'kind', 'subject', 'detail', 'previousHash', 'hash'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom(...members),
        fc.string({ minLength: 1 }),
        (n, member, extra) => {
          const row = chain[n];
          if (row === undefined) throw new Error('there are three entries');
          const tampered = chain.with(n, { ...row, [member]: `${row[member]}${extra}` });
          expect(verifyLedger(tampered).ok).toBe(false);
        },
      ),
    );
  });
});
