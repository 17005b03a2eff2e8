import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelQuestion } from '../../src/store/model-store.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';

const LIMITS = {
  issue: { tokens: 1000, usd: 1 },
  installationPerDay: { tokens: 1500, usd: 1.5 },
  allPerDay: { tokens: 2000, usd: 2 },
};

/** Questions to the model, as every store keeps them. */
export const describeModelQuestions = (name: string, open: () => Promise<OpenedStore>): void => {
  describe(`${name}: questions to the model`, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    const question = (requestId: string, number = 1, installationId = 7): ModelQuestion => ({
      requestId,
      ref: { repositoryId: 42, number },
      installationId,
      body: { text: "a'; DROP TABLE plans; -- {s} $1" },
    });

    it('the first question and the first answer stay', async () => {
      const { store } = opened;
      await store.insertModelQuestion(question('q1'));
      await store.insertModelQuestion({ ...question('q1'), body: {} });
      expect(await store.readModelQuestion('q1')).toEqual({ ...question('q1'), isFollowed: false });
      expect(await store.readModelQuestion('q0')).toBeUndefined();
      expect(await store.readModelAnswer('q1')).toBeUndefined();
      await store.insertModelAnswer('q1', { kind: 'a' });
      await store.insertModelAnswer('q1', { kind: 'b' });
      expect(await store.readModelAnswer('q1')).toEqual({ kind: 'a' });
    });

    it('a question is late until somebody goes on with it', async () => {
      const { store } = opened;
      await store.insertModelQuestion(question('late'));
      const late = async () =>
        (await store.listLateModelQuestions(-1)).map(({ requestId }) => requestId);
      expect(await late()).toContain('late');
      expect(await store.listLateModelQuestions(3600)).toEqual([]);
      await store.followModelQuestion('late');
      await store.followModelQuestion('late');
      expect(await late()).not.toContain('late');
      expect((await store.readModelQuestion('late'))?.isFollowed).toBe(true);
    });

    it('what is set aside is given back when less was used, and limits hold', async () => {
      const { store } = opened;
      const set = (id: string, tokens: number, number = 1, installation = 7) =>
        store.reserveModelUse(
          question(id, number, installation),
          { tokens, usd: tokens / 1000 },
          LIMITS,
        );
      expect(await set('u1', 1001)).toBe(false);
      expect(await set('u1', 400)).toBe(true);
      // Another try of the same question, whose first died: both count.
      expect(await set('u1', 500)).toBe(true);
      expect(await set('u1', 200)).toBe(false);
      expect(await set('u2', 200)).toBe(false);
      await store.settleModelUse('u1', {
        reserved: { tokens: 900, usd: 0.9 },
        used: { tokens: 100, usd: 0.1 },
      });
      expect(await set('u2', 200)).toBe(true);
      const about = { ref: { repositoryId: 42, number: 1 }, installationId: 7 };
      expect(await store.readModelUse(about)).toEqual({
        issue: { tokens: 300, usd: expect.closeTo(0.3) as number, calls: 2 },
        installation: { tokens: 300, usd: expect.closeTo(0.3) as number },
        all: { tokens: 300, usd: expect.closeTo(0.3) as number },
      });
      // Of its installation, 300 are used: another issue has 1,200 left, and not its own 1,000.
      expect(await set('u3', 1000, 2)).toBe(true);
      expect(await set('u4', 300, 3)).toBe(false);
      expect(await set('u5', 800, 3, 8)).toBe(false);
      expect(await set('u5', 700, 3, 8)).toBe(true);
    });

    it('of many at once no more than fits are allowed', async () => {
      const { store } = opened;
      const limits = { ...LIMITS, allPerDay: { tokens: 9000, usd: 9 } };
      const told = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          store.reserveModelUse(question(`m${n}`, 9, 9), { tokens: 400, usd: 0.1 }, limits),
        ),
      );
      expect(told.filter(Boolean)).toHaveLength(2);
    });
  });
};
