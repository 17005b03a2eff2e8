import { describe, expect, it } from 'vitest';
import { answerWork } from '../../src/app/answer-work.ts';
import type { ReaderDeps } from '../../src/app/reader-deps.ts';
import type { JsonObject } from '../../src/task/json.ts';

/** One piece of work in a store, and what is sent. */
const place = (work?: { input: JsonObject; output?: JsonObject }) => {
  const sent: unknown[] = [];
  const kept: unknown[] = [];
  const deps = {
    store: {
      readWork: async (id: string) => (id === 'w1' ? work : undefined),
      finishWork: async (_: string, output: JsonObject) => {
        kept.push(output);
        if (work !== undefined) work.output = output;
      },
    },
    queue: { send: async (...said: readonly unknown[]) => void sent.push(said) },
  } as unknown as ReaderDeps;
  return { deps, sent, kept };
};

const order = { workId: 'w1', job: { workId: 'w1' }, told: 'costed' } as const;

describe('answerWork', () => {
  it('answers once, and tells a job that comes twice again', async () => {
    const { deps, sent, kept } = place({ input: { now: 'then' } });
    const asked: unknown[] = [];
    const answer = async (input: JsonObject) => {
      asked.push(input);
      return { answer: 1, left: undefined };
    };
    await answerWork(deps, order, answer);
    await answerWork(deps, { ...order, key: 'costed' }, answer);
    expect(asked).toEqual([{ now: 'then' }]);
    expect(kept).toEqual([{ answer: 1 }]);
    expect(sent).toEqual([
      ['costed', order.job, { id: 'costed-w1' }],
      ['costed', order.job, { id: 'costed-w1', key: 'costed' }],
    ]);
  });

  it('tells nothing where answering breaks, so that it is tried again', async () => {
    const { deps, sent, kept } = place({ input: {} });
    const broken = answerWork(deps, order, () => Promise.reject(new Error('AWS is away')));
    await expect(broken).rejects.toThrow('AWS is away');
    expect([sent, kept]).toEqual([[], []]);
  });

  it('a job of no work is a broken promise', async () => {
    const { deps, sent } = place();
    await expect(answerWork(deps, order, async () => ({}))).rejects.toThrow(
      expect.objectContaining({ kind: 'broken-promise' }),
    );
    expect(sent).toEqual([]);
  });
});
