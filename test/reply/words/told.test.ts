import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROSTER } from '../../../src/agents/roster.ts';
import { readTold } from '../../../src/app/model/talk.ts';
import { failureIn, outcomeFacts } from '../../../src/reply/words/outcome-facts.ts';
import { checkWords } from '../../../src/reply/words/check-words.ts';
import { NO_ANSWER } from '../../../src/reply/words/no-answer.ts';
import { planFacts } from '../../../src/reply/words/plan-facts.ts';
import { questionFacts } from '../../../src/reply/words/question-facts.ts';
import { toldShape } from '../../../src/reply/words/shapes.ts';
import { planSource, renderNothingTold, renderTold } from '../../../src/reply/words/told.ts';
import type { Json } from '../../../src/task/json.ts';
import { FALLBACKS } from '../../../src/task/model-message.ts';
import { activeWords, commandLines, hostileText, structureOf } from '../hostile.ts';
import { DIGEST, FAILED, plan, view } from '../samples.ts';

const FACTS = planFacts(view());
const [, AGENT = { name: 'BillGates', field: 'compute' } as const] = ROSTER;

const render = (sentences: readonly string[], voice = ''): string | undefined =>
  renderTold({
    parts: [{ head: '', sentences }],
    voice: { agent: AGENT, sentence: voice },
    facts: FACTS,
    source: planSource(DIGEST),
  });

describe('the words of a model as a comment', () => {
  it('are none where nothing agrees', () => {
    expect(render([])).toBeUndefined();
    expect(render(['It creates nine buckets.'], 'A bucket is a promise.')).toBeUndefined();
  });

  it('are signed, say whose they are, and how much was left out', () => {
    expect(render(['It creates one bucket.', 'It is approved.'], 'A bucket is a promise.')).toBe(
      [
        '> *SteveJobs agent, front end*: A bucket is a promise.',
        'It creates one bucket.',
        '<sub>Written by a model from the tables of plan `7f3a9c1e04b2`; the tables decide. ' +
          '1 sentence was left out: not in the tables, or not for a model to say.</sub>',
      ].join('\n\n'),
    );
  });

  it('give way with a reason where there are none on a new plan', () => {
    for (const why of FALLBACKS) {
      expect(renderNothingTold(planSource(DIGEST), why)).toContain(NO_ANSWER[why]);
    }
  });

  it('A33 A34 A39 are inert, whatever the model answers', () => {
    const answers = fc.oneof(
      fc.record({ sentences: fc.array(hostileText, { maxLength: 8 }), voice: hostileText }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(answers, (value) => {
        const answer = { kind: 'answered' as const, value: value as Json, model: 'any' };
        const read = readTold(answer, toldShape);
        const text = read.ok ? (render(read.value.sentences, read.value.voice) ?? '') : '';
        const { image, link, heading, table, code, list } = structureOf(text);
        expect({ image, link, heading, table, code, list }).toEqual({
          image: 0,
          link: 0,
          heading: 0,
          table: 0,
          code: 0,
          list: 0,
        });
        expect(activeWords(text)).toEqual([]);
        expect(commandLines(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a model is told', () => {
  const everything = JSON.stringify(FACTS.told);

  it('holds no id of an account, no template and no text of the request', () => {
    expect(everything).not.toMatch(/\d{12}|arn:aws|PublicAccessBlock|BucketName/);
  });

  it('holds of an event no token and no id of a request', () => {
    const failure = failureIn(FAILED);
    if (failure === undefined) throw new Error('nothing failed');
    const reason = 'Denied (RequestToken: 8515a2ff-c0a4-c981-038c-c964a7868a93, 222222222222)';
    const event = { ...failure.cause, reason };
    const { told } = outcomeFacts(plan(), failure, [event]);
    expect(JSON.stringify(told)).not.toMatch(/8515a2ff|222222222222/);
    expect(JSON.stringify(told)).toContain('Denied (RequestToken: (id), (account))');
  });

  it('holds what was read only as far as it is short', () => {
    const beside = { standing: 'Planned: x', gathered: { 'task-1': { exists: true } } };
    expect(questionFacts(view(), beside).told['gathered']).toEqual({ 'task-1': { exists: true } });
    const long = { ...beside, gathered: { all: Array.from({ length: 5000 }, () => 'a-bucket') } };
    expect(questionFacts(view(), long).told).not.toHaveProperty('gathered');
  });
});

describe('words on a failure', () => {
  const failure = failureIn(FAILED);
  const facts = failure === undefined ? planFacts(view()) : outcomeFacts(plan(), failure, []);

  it.each([
    'The bucket `InvoicesBucket` could not be created.',
    'A name may be taken already: CREATE_FAILED came from `InvoicesBucket`.',
    'It was rolled back.',
  ])('keeps: %s', (text) => {
    expect([text, checkWords(text, facts).dropped]).toEqual([text, []]);
  });

  it.each([
    'Everything worked in the end.',
    'It was not rolled back.',
    'The table `orders` could not be created.',
    'It failed 3 times.',
    'Delete the bucket with aws s3 rb.',
  ])('drops: %s', (text) => {
    expect([text, checkWords(text, facts).kept]).toEqual([text, '']);
  });
});
