import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Look, Receipt } from '../../src/report/receipts/receipt.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { PlanId } from '../../src/task/ids.ts';
import { RECEIPT } from '../report/receipts/receipts.ts';

const DAY_MS = 86_400_000;

/** Savings receipts, as every store keeps them. */
export const describeReceipts = (name: string, open: () => Promise<OpenedStore>): void => {
  describe(`${name}: savings receipts`, () => {
    let opened: OpenedStore;
    let nowMs = 0;
    beforeAll(async () => {
      opened = await open();
      nowMs = (await opened.store.now()).getTime();
    });
    afterAll(() => opened.close());

    const receipt = (planId: string, arn: string, daysAgo: number): Receipt => ({
      ...RECEIPT,
      planId: planId as PlanId,
      claim: { ...RECEIPT.claim, arn, name: `a'; DROP TABLE plans; -- {s} $1` },
      doneAt: new Date(nowMs - daysAgo * DAY_MS).toISOString(),
    });

    const list = (days = 40) => opened.store.listReceipts(days);

    it('the first of a plan and resource stays, the oldest is listed first', async () => {
      const { store } = opened;
      expect(await list()).toEqual([]);
      const [older, newer] = [receipt('plan-1', 'arn-1', 9), receipt('plan-2', 'arn-2', 3)];
      await store.insertReceipt(newer);
      await store.insertReceipt(older);
      await store.insertReceipt({ ...older, doneAt: newer.doneAt });
      expect(await list()).toEqual([older, newer]);
      expect(await list(5)).toEqual([newer]);
    });

    it('looks, the end and the telling are written apart', async () => {
      const { store } = opened;
      const looks: readonly Look[] = [{ day: '2026-11-02', seen: 'holds', words: 'stopped' }];
      await store.saveLooks({ planId: 'plan-1' as PlanId, arn: 'arn-1' }, looks);
      await store.markReceiptTold({ planId: 'plan-1' as PlanId, arn: 'arn-1' });
      const [told] = await list();
      expect(told).toMatchObject({ looks });
      expect(Date.parse(told?.toldAt ?? '')).toBeGreaterThanOrEqual(nowMs);
      await store.endReceipts('plan-1' as PlanId, 'rolled back');
      await store.endReceipts('plan-1' as PlanId, 'claimed again');
      expect(await list()).toMatchObject([{ ...told, ended: 'rolled back' }, { looks: [] }]);
    });

    it('of several plans for one resource the latest goes on, whichever is kept first', async () => {
      const { store } = opened;
      await store.insertReceipt(receipt('plan-3', 'arn-2', 1));
      await store.insertReceipt(receipt('plan-4', 'arn-2', 2));
      const ends = (await list()).map(({ planId, ended }) => [planId, ended]);
      expect(ends).toEqual([
        ['plan-1', 'rolled back'],
        ['plan-2', 'claimed again'],
        ['plan-4', 'claimed again'],
        ['plan-3', undefined],
      ]);
    });
  });
};
