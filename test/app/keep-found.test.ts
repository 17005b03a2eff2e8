import { describe, expect, it } from 'vitest';
import { keepFound } from '../../src/app/keep-found.ts';
import type { FoundRepository } from '../../src/github/find-repository.ts';

const MINUTE_MS = 60_000;
const NAME = { owner: 'acme', repo: 'platform' };

const setUp = (answers: readonly (number | undefined)[]) => {
  let nowMs = 0;
  const left = [...answers];
  const asked: string[] = [];
  const find = keepFound(
    async ({ owner, repo }) => {
      asked.push(`${owner}/${repo}`);
      const installationId = left.shift();
      return installationId === undefined ? undefined : ({ installationId } as FoundRepository);
    },
    { now: () => new Date(nowMs) },
  );
  return { find, asked, pass: (minutes: number) => (nowMs += minutes * MINUTE_MS) };
};

describe('where a repository was found', () => {
  it('is kept for five minutes', async () => {
    const { find, asked, pass } = setUp([1, 2]);
    expect((await find(NAME))?.installationId).toBe(1);
    pass(4);
    expect((await find(NAME))?.installationId).toBe(1);
    pass(1);
    expect((await find(NAME))?.installationId).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it('is looked for again at once where nothing was found, and for another name', async () => {
    const { find, asked } = setUp([undefined, 1, 2]);
    expect(await find(NAME)).toBeUndefined();
    expect((await find(NAME))?.installationId).toBe(1);
    expect((await find({ ...NAME, repo: 'other' }))?.installationId).toBe(2);
    expect(asked).toEqual(['acme/platform', 'acme/platform', 'acme/other']);
  });
});
