import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openModel } from '../../src/claude/client.ts';
import type { Prompt } from '../../src/claude/prompt.ts';
import { startScriptedModel, type ScriptedAnswer } from '../fakes/scripted-model.ts';
import { startLoopbackModel } from './loopback-model.ts';

const PROMPT: Prompt = {
  job: 'propose-lesson',
  model: 'claude-sonnet-5-5',
  effort: 'low',
  mostTokens: 500,
  timeoutMs: 5000,
  prefix: 'Rules and pages.',
  text: 'Data.',
  mark: 'cw-0123456789abcdef',
};

const ask = async (one: Omit<ScriptedAnswer, 'job'>) => {
  const model = await startScriptedModel([{ job: PROMPT.job, ...one }]);
  try {
    return await model.port.ask(PROMPT);
  } finally {
    await model.stop();
  }
};

describe('what comes back of a question', () => {
  const failing: readonly (readonly [string, Omit<ScriptedAnswer, 'job'>, string])[] = [
    ['a refusal', { fails: 'refusal' }, 'refused'],
    ['no answer in time', { fails: 'timeout' }, 'timeout'],
    ['a provider that is busy', { fails: 'overload' }, 'overloaded'],
    ['a connection that breaks while it answers', { fails: 'disconnect' }, 'unreachable'],
    ['an answer that is cut off', { fails: 'cut' }, 'cut-off'],
    ['text that is no JSON', { text: 'Sure! Here you go.' }, 'malformed'],
    ['JSON of another shape', { answer: { approve: true } }, 'malformed'],
    ['a list where an object belongs', { answer: [1] }, 'malformed'],
    ['nothing at all', { text: '' }, 'malformed'],
    ['the mark of the message', { text: `"${PROMPT.mark}"` }, 'malformed'],
  ];

  it.each(failing)('%s falls back', async (_, one, why) => {
    expect(await ask(one)).toMatchObject({ kind: 'fell-back', why });
  });

  it('what a malformed answer took is known', async () => {
    const told = await ask({ text: 'Sure!' });
    expect(told.usage).toMatchObject({ inputTokens: 1000, outputTokens: 100 });
  });

  it('nobody at the address falls back', async () => {
    const port = openModel({
      provider: 'anthropic',
      apiKey: 'k',
      baseUrl: 'http://127.0.0.1:9',
      retries: 0,
    });
    expect(await port.ask(PROMPT)).toEqual({ kind: 'fell-back', why: 'unreachable' });
  });
});

describe('what is sent', () => {
  let server: Awaited<ReturnType<typeof startLoopbackModel>>;
  beforeAll(async () => {
    server = await startLoopbackModel();
  });
  afterAll(() => server.stop());

  const bodyOf = (index: number) =>
    JSON.parse(server.arrived[index]?.body ?? '{}') as Readonly<Record<string, unknown>>;

  it('the prefix is marked to be kept, and its bytes are the same for other data', async () => {
    const port = openModel({ provider: 'anthropic', apiKey: 'the-key', baseUrl: server.url });
    const told = await port.ask(PROMPT);
    await port.ask({ ...PROMPT, text: 'Other data.', mark: 'cw-fedcba9876543210' });
    expect(told).toMatchObject({
      kind: 'answered',
      usage: { inputTokens: 7, outputTokens: 2, cacheReadTokens: 5, cacheWriteTokens: 3 },
    });
    const { messages, ...kept } = bodyOf(0);
    const { messages: others, ...keptAgain } = bodyOf(1);
    expect(kept['system']).toEqual([
      { type: 'text', text: PROMPT.prefix, cache_control: { type: 'ephemeral' } },
    ]);
    expect(JSON.stringify(keptAgain)).toBe(JSON.stringify(kept));
    expect(messages).toEqual([{ role: 'user', content: 'Data.' }]);
    expect(others).toEqual([{ role: 'user', content: 'Other data.' }]);
    expect(kept['output_config']).toMatchObject({ effort: 'low', format: { type: 'json_schema' } });
  });

  it('no tool is offered and nothing is streamed', () => {
    for (const name of ['tools', 'tool_choice', 'stream', 'mcp_servers']) {
      expect(bodyOf(0)).not.toHaveProperty(name);
    }
  });

  it('Bedrock is asked with the identity of its process, for the named model only', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
    const place = { provider: 'bedrock', region: 'eu-west-1', baseUrl: server.url } as const;
    const told = await openModel(place).ask({ ...PROMPT, model: 'own.model-v1:0' });
    vi.unstubAllEnvs();
    expect(told.kind).toBe('answered');
    const last = server.arrived.at(-1);
    expect(last?.path).toBe('/model/own.model-v1:0/invoke');
    expect(last?.headers.authorization).toContain('/eu-west-1/bedrock/aws4_request');
  });
});
