import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/app/metrics.ts';
import { askModel } from '../../../src/app/model/ask-model.ts';
import { onAskModel, promptOf } from '../../../src/app/model/on-ask-model.ts';
import { onModelAnswered } from '../../../src/app/model/on-model-answered.ts';
import { readAnswer } from '../../../src/app/model/read-question.ts';
import type { OrchestratorDeps } from '../../../src/app/deps.ts';
import { mostOf } from '../../../src/claude/cost.ts';
import type { Prompt, Told } from '../../../src/claude/prompt.ts';
import type { OpenedStore } from '../../../src/store/open-store.ts';
import type { ModelDatum, ModelRequest } from '../../../src/task/model-message.ts';
import { MODEL } from '../../fakes/model-settings.ts';
import { openTestStore } from '../../fakes/test-store.ts';

const REF = { repositoryId: 42, owner: 'acme', repo: 'platform', number: 1 };
const KEY = ['AK', 'IAIOSFODNN7', 'EXAMPLE'].join('');

const USAGE = { inputTokens: 100, outputTokens: 10, cacheReadTokens: 900, cacheWriteTokens: 0 };

const requestOf = (...data: readonly ModelDatum[]): ModelRequest => ({
  job: 'propose-lesson',
  skills: ['aws/s3'],
  data,
});

describe('asking the model', () => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openTestStore();
  });
  afterAll(() => opened.close());

  const prompts: Prompt[] = [];
  const sent: string[] = [];
  const metrics = createMetrics(async () => []);

  const orchestrator = (): OrchestratorDeps =>
    ({
      store: opened.store,
      queue: { send: async (name: string) => void sent.push(name) },
      model: MODEL,
    }) as unknown as OrchestratorDeps;

  const worker = (told: Told, settings = MODEL) => ({
    store: opened.store,
    queue: { send: async (name: string) => void sent.push(name) },
    settings,
    pagesOf: (skills: readonly string[]) => skills.join(),
    port: {
      ask: async (prompt: Prompt) => {
        prompts.push(prompt);
        return told;
      },
    },
    metrics,
  });

  const answered: Told = { kind: 'answered', value: { said: 1 }, usage: USAGE };

  const ask = async (id: string, datum: ModelDatum, ...given: Parameters<typeof worker>) => {
    prompts.length = 0;
    sent.length = 0;
    const asking = { request: requestOf(datum), ref: REF, installationId: 7, id };
    await askModel(orchestrator(), asking);
    if (sent.includes('ask-model')) {
      await onAskModel(worker(...given), { requestId: id });
      await onAskModel(worker(...given), { requestId: id });
    }
    return readAnswer(await opened.store.readModelAnswer(id));
  };

  it('is done once, and what it took is counted', async () => {
    const told = await ask('once', { label: 'plan', text: 'words' }, answered);
    expect(told).toEqual({ kind: 'answered', value: { said: 1 }, model: 'claude-sonnet-5-5' });
    expect(prompts).toHaveLength(1);
    expect(prompts[0]?.text).toContain('{"label":"plan","text":"words"}');
    expect(sent).toEqual(['ask-model', 'model-answered', 'model-answered']);
    const used = await opened.store.readModelUse({ ref: REF, installationId: 7 });
    expect(used.issue).toEqual({ tokens: 1010, usd: expect.closeTo(0.00048) as number, calls: 1 });
    const text = await metrics.render();
    expect(text).toContain('model_questions_total{job="propose-lesson",result="answered"} 1');
    expect(text).toContain('model_tokens_total{kind="cache-read"} 900');
  });

  it('what nobody can see is taken out before it is sent', async () => {
    await ask('hidden', { label: 'issue', text: 'a\u200B\u{E0041}b\u202E' }, answered);
    expect(prompts[0]?.text).toContain('"text":"ab"');
  });

  it('a long text is cut', async () => {
    await ask('long', { label: 'issue', text: 'x'.repeat(100_000) }, answered);
    expect(prompts[0]?.text.length).toBeLessThan(61_000);
  });

  it('a secret is never written down nor sent', async () => {
    const told = await ask('secret', { label: 'comment', text: `use ${KEY} please` }, answered);
    expect(told).toBeUndefined();
    expect(sent).toEqual(['model-answered']);
    expect(prompts).toEqual([]);
    const question = await opened.store.readModelQuestion('secret');
    expect(JSON.stringify(question)).not.toContain(KEY);
    expect(question?.body['fallback']).toBe('secret');
  });

  it('a secret that somebody wrote past the first look is not sent either', async () => {
    const body = { request: requestOf({ label: 'x', text: KEY }), owner: 'a', repo: 'b' };
    const question = { requestId: 'past', ref: REF, installationId: 7 };
    await opened.store.insertModelQuestion({ ...question, body: JSON.parse(JSON.stringify(body)) });
    prompts.length = 0;
    await onAskModel(worker(answered), { requestId: 'past' });
    expect(prompts).toEqual([]);
    const answer = readAnswer(await opened.store.readModelAnswer('past'));
    expect(answer).toEqual({ kind: 'fell-back', why: 'secret' });
  });

  it('over the budget nothing is sent', async () => {
    const settings = { ...MODEL, budgets: { ...MODEL.budgets, issue: { tokens: 10, usd: 1 } } };
    const told = await ask('poor', { label: 'x', text: 'y' }, answered, settings);
    expect(told).toEqual({ kind: 'fell-back', why: 'budget' });
    expect(prompts).toEqual([]);
  });

  const costs: readonly (readonly [name: string, told: Told, isFree: boolean])[] = [
    ['a provider that was busy', { kind: 'fell-back', why: 'overloaded', isFree: true }, true],
    ['nobody at the address', { kind: 'fell-back', why: 'unreachable', isFree: true }, true],
    [
      'a connection that broke after it was asked',
      { kind: 'fell-back', why: 'unreachable' },
      false,
    ],
    ['an answer that was lost', { kind: 'fell-back', why: 'timeout' }, false],
    ['an answer that could not be read', { kind: 'fell-back', why: 'malformed' }, false],
    ['a refusal', { kind: 'fell-back', why: 'refused', usage: USAGE }, false],
  ];

  it.each(costs)('%s falls back, and counts as it was', async (name, told, isFree) => {
    const about = { ref: REF, installationId: 7 };
    const before = (await opened.store.readModelUse(about)).issue.tokens;
    const why = told.kind === 'fell-back' ? told.why : '';
    expect(await ask(name, { label: 'x', text: 'y' }, told)).toEqual({ kind: 'fell-back', why });
    const after = (await opened.store.readModelUse(about)).issue.tokens;
    expect(after === before).toBe(isFree);
  });

  it('a try whose worker died stays counted beside the next', async () => {
    const about = { ref: { ...REF, number: 77 }, installationId: 7 };
    const asking = { ...about, request: requestOf({ label: 'x', text: 'y' }), id: 'died' };
    await askModel(orchestrator(), asking);
    const dead = worker(answered);
    const dies = { ...dead, port: { ask: async () => Promise.reject(new Error('killed')) } };
    await expect(onAskModel(dies, { requestId: 'died' })).rejects.toThrow('killed');
    const first = (await opened.store.readModelUse(about)).issue.tokens;
    await onAskModel(worker(answered), { requestId: 'died' });
    expect((await opened.store.readModelUse(about)).issue.tokens).toBe(first + 1010);
  });

  it('a question that somebody went on with is not asked any more', async () => {
    const asking = { request: requestOf(), ref: REF, installationId: 7, id: 'too-late' };
    await askModel(orchestrator(), asking);
    await opened.store.followModelQuestion('too-late');
    prompts.length = 0;
    await onAskModel(worker(answered), { requestId: 'too-late' });
    expect(prompts).toEqual([]);
    expect(await opened.store.readModelAnswer('too-late')).toBeUndefined();
  });

  it('a text of other letters is taken for more tokens than a Latin one', () => {
    const price = { input: 1, output: 1, cacheRead: 1, cacheWrite: 1 };
    const most = (text: string) => mostOf({ prefix: '', text, mostTokens: 0 }, price).tokens;
    expect(most('abcd')).toBe(2);
    expect(most('日本語で')).toBe(8);
  });

  it('without a model worker it falls back at once', async () => {
    sent.length = 0;
    const { model: _, ...deps } = orchestrator();
    const asking = { request: requestOf(), ref: REF, installationId: 7, id: 'none' };
    await askModel(deps, asking);
    expect(sent).toEqual(['model-answered']);
    expect((await opened.store.readModelQuestion('none'))?.body['fallback']).toBe('no-model');
  });

  it('a question is gone on with once, whatever comes after', async () => {
    await ask('end', { label: 'x', text: 'y' }, answered);
    const heard: unknown[] = [];
    const followers = {
      'propose-lesson': async (_: unknown, question: unknown) => void heard.push(question),
    };
    await onModelAnswered(orchestrator(), { requestId: 'end' }, followers);
    await onModelAnswered(orchestrator(), { requestId: 'end' }, followers);
    expect(heard).toMatchObject([{ id: 'end', ref: REF, answer: { kind: 'answered' } }]);
    expect((await opened.store.readModelQuestion('end'))?.isFollowed).toBe(true);
    const late = (await opened.store.listLateModelQuestions(-1)).map(({ requestId }) => requestId);
    expect(late).not.toContain('end');
  });

  it('the bytes before the data depend on job and skills alone', () => {
    const at = { settings: MODEL, pagesOf: (skills: readonly string[]) => skills.join() };
    const one = promptOf(at, 'q1', requestOf({ label: 'a', text: 'b' }));
    const other = promptOf(at, 'q2', requestOf({ label: 'c', text: 'd' }));
    expect(one.prefix).toBe(other.prefix);
    expect(one.mark).not.toBe(other.mark);
  });
});
