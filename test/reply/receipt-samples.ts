import type { AnomalyView } from '../../src/reply/anomaly-issue.ts';
import type { SavingUndoneView } from '../../src/reply/saving-undone.ts';
import type { ReceiptsView } from '../../src/reply/receipts-section.ts';
import { parseMoney, type Money } from '../../src/report/cost/money.ts';
import type { Receipt } from '../../src/report/receipts/receipt.ts';
import { looksOf, RECEIPT } from '../report/receipts/receipts.ts';
import { ACCOUNTS } from '../intake/organization.ts';

const money = (amount: string): Money => parseMoney(amount) as Money;

/** What AWS says of an instance that is as it was left, or not. */
export const WORDS = { held: 'stopped', undone: 'running' };

/** Makes receipts with a text of AWS wherever one may stand. */
const receiptsWith =
  (text: string, words: typeof WORDS) =>
  (days: string, more: Partial<Receipt> = {}): Receipt => ({
    ...RECEIPT,
    claim: { ...RECEIPT.claim, name: text, resourceId: `${text}-1` },
    looks: looksOf(days).map((look) => ({
      ...look,
      words: look.seen === 'undone' ? words.undone : words.held,
    })),
    ...more,
  });

const said = (text: string): typeof WORDS => ({ held: text, undone: text });

/** A saving that did not come. */
export const undone = (text: string, words = said(text)): SavingUndoneView => {
  const receiptOf = receiptsWith(text, words);
  return {
    receipts: [receiptOf('hhhuuuu'), receiptOf('hhhhh?u')],
    day: '2026-11-08',
    maskAccountIds: false,
  };
};

/** Receipts of a report: one that came, one that did not, one taken back, one without a price. */
export const receiptsView = (text: string, words = said(text)): ReceiptsView => {
  const receiptOf = receiptsWith(text, words);
  return {
    receipts: [
      receiptOf('h'.repeat(19)),
      receiptOf('hhhuuuuuuuuuuuuuuuu', { toldAt: '2026-11-08T00:00:00.000Z' }),
      receiptOf('hhhh', { ended: 'rolled back' }),
      receiptOf('', {
        claim: { ...RECEIPT.claim, name: text, worth: { unpriced: text } },
        doneAt: '2026-11-19T16:00:00.000Z',
        ref: { repositoryId: 8, owner: 'acme', repo: 'shop', number: 3 },
      }),
    ],
    today: '2026-11-20',
    repositoryId: 7,
  };
};

/** An anomaly, with a text of AWS wherever one may stand. */
export const anomaly = (
  text: string,
  [region, usage]: readonly [string, string] = [text, text],
): AnomalyView => ({
  anomaly: {
    id: '0f1e2d3c-1111-2222-3333-444455556666',
    from: '2026-11-18',
    until: '2026-11-19',
    impact: money('412.5'),
    cause: { account: '222222222222', service: text, region, usage },
    spend: { expected: money('100'), actual: money('512.5') },
  },
  accounts: ACCOUNTS,
  day: '2026-11-20',
  maskAccountIds: false,
});
