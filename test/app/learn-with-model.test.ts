import { afterEach, describe, expect, it } from 'vitest';
import type { ModelPort, Prompt, Told } from '../../src/claude/prompt.ts';
import { driveIssue, type Driven } from '../conversations/drive.ts';
import { BUCKET } from '../attacks/props.ts';

let driven: Driven | undefined;
afterEach(async () => {
  await driven?.company.close();
  driven = undefined;
});

const USAGE = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
const WORDS = { summary: 'S3-07 was left out.', advice: ['Keep it or say why.'] };

const modelThat = (told: Told): ModelPort & { readonly asked: Prompt[] } => {
  const asked: Prompt[] = [];
  return {
    asked,
    ask: async (prompt) => {
      if (prompt.job !== 'propose-lesson') return { kind: 'fell-back', why: 'refused' };
      asked.push(prompt);
      return told;
    },
    close: () => undefined,
  };
};

const PAGE = ['aws-coworker/lesson-1', 'skills/org/learned/issue-1/SKILL.md'] as const;

describe('/learn where a model is served', () => {
  it('asks it once, opens one pull request with its words, and answers once', async () => {
    const model = modelThat({ kind: 'answered', value: WORDS, usage: USAGE });
    driven = await driveIssue(BUCKET, { model });
    const { company } = driven;
    await driven.comment('requester', '/skip S3-07');
    await driven.comment('maintainer', '/learn');
    expect(model.asked).toEqual([]);
    await company.deliver((await company.github.close('requester', 1)).webhooks);
    await driven.comment('maintainer', '/learn');
    expect(await company.github.readFile(...PAGE)).toContain('## In other words');
    await driven.comment('maintainer', '/learn');
    expect(model.asked.length).toBe(1);
    expect(JSON.stringify(model.asked)).not.toMatch(/partner|333333333333|athena/);
    expect((await company.github.listPullRequests()).length).toBe(1);
    const said = await driven.bodies();
    expect(said.filter((body) => body.includes('proposes 1 lesson'))).toHaveLength(1);
    expect(said.at(-1)).toContain('already');
  });

  it('A40 where it fails, the lesson is opened without its words', async () => {
    driven = await driveIssue(BUCKET, {
      model: modelThat({ kind: 'fell-back', why: 'overloaded' }),
    });
    const { company } = driven;
    await driven.comment('requester', '/skip S3-07');
    await company.deliver((await company.github.close('requester', 1)).webhooks);
    await driven.comment('maintainer', '/learn');
    const page = await company.github.readFile(...PAGE);
    expect(page).toContain('`S3-07`');
    expect(page).not.toContain('## In other words');
    expect((await driven.bodies()).at(-1)).toContain('proposes 1 lesson');
  });
});
