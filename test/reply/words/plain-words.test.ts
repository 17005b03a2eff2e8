import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../../src/reply/words/check-words.ts';
import { planFacts } from '../../../src/reply/words/plan-facts.ts';
import { OF_COSTS, OF_FAILURE, PLAIN } from '../../../src/reply/words/plain-words.ts';
import { stemOf } from '../../../src/reply/words/said.ts';
import { blockedReview, losingPlan, view } from '../samples.ts';

/** Creates NewTopic, changes Worker, replaces Queue, deletes OldTable, with blocked review. */
const FACTS = planFacts(view({ plan: losingPlan(), review: blockedReview() }));

const DONE = [
  ['NewTopic', 'topic', 'created'],
  ['Worker', 'function', 'changed'],
  ['Queue', 'queue', 'replaced'],
  ['OldTable', 'table', 'deleted'],
] as const;

const done = fc.constantFrom(...DONE);

describe('actions, names and nouns', () => {
  it('are kept together and dropped when they are swapped', () => {
    fc.assert(
      fc.property(done, done, done, ([name], [, noun], [, , action]) => {
        const isOne = (...parts: readonly string[]): boolean =>
          DONE.some((row) => parts.every((part) => (row as readonly string[]).includes(part)));
        for (const [text, isSo] of [
          [`\`${name}\` is ${action}.`, isOne(name, action)],
          [`The ${noun} is ${action}.`, isOne(noun, action)],
          [`One ${noun} is ${action}.`, isOne(noun, action)],
          [`The ${noun} \`${name}\` is ${action}.`, isOne(name, noun, action)],
          [`Nothing is ${action}.`, false],
          [`Only the ${noun} is ${action}.`, false],
          [`The ${noun}s are ${action}.`, false],
        ] as const) {
          const { kept } = checkWords(text, FACTS);
          expect([text, kept !== '']).toEqual([text, isSo && text.split(' ').length > 2]);
        }
      }),
    );
  });

  it('are dropped when two of them change places in one sentence', () => {
    fc.assert(
      fc.property(done, done, ([name, , action], [other, , otherAction]) => {
        fc.pre(name !== other);
        const right = `\`${name}\` is ${action}, and \`${other}\` is ${otherAction}.`;
        const wrong = `\`${other}\` is ${action}, and \`${name}\` is ${otherAction}.`;
        expect(checkWords(right, FACTS).dropped).toEqual([]);
        expect([wrong, checkWords(wrong, FACTS).kept]).toEqual([wrong, '']);
      }),
    );
  });
});

describe('words on the review', () => {
  it('are kept in one form only, and only as the review says', () => {
    const item = fc.constantFrom('S3-S1', 'S3-P4', 'S3-D3', 'Cerberus', 'The gate', 'The plan');
    const verb = fc.constantFrom('is', 'says', 'has', 'notes', 'is a finding of');
    const verdict = fc.constantFrom(
      'PASS',
      'FAIL',
      'WARN',
      '`PASS`',
      'green',
      'met',
      'BLOCKED',
      'COMPLIANT',
      'low severity',
      'high severity',
      'no gaps',
    );
    fc.assert(
      fc.property(item, verb, verdict, (subject, does, what) => {
        const text = `${subject} ${does} ${what}.`;
        const isSo = /^S3-(?:S1|P4) is a finding of high severity\.$/.test(text);
        expect([text, checkWords(text, FACTS).kept !== '']).toEqual([text, isSo]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a word that is not in the list', () => {
  const KEPT = [
    'One resource is deleted and one is replaced.',
    'The table `invoices-2019` is deleted, and its data is lost.',
    'The risk is high, because data is lost.',
    'It costs $1.27 a month after the change.',
  ];

  it('drops the sentence, wherever it stands', () => {
    const known = new Set([...PLAIN, ...OF_COSTS, ...OF_FAILURE]);
    const word = fc
      .stringMatching(/^[a-z]{4,9}$/)
      .filter((one) => !known.has(one) && !known.has(stemOf(one)));
    fc.assert(
      fc.property(fc.constantFrom(...KEPT), fc.nat(30), word, (text, at, other) => {
        expect(checkWords(text, FACTS).dropped).toEqual([]);
        const words = text.split(' ');
        const place = at % words.length;
        const replaced = words.map((one, index) => (index === place ? other : one)).join(' ');
        const added = words.toSpliced(place, 0, other).join(' ');
        for (const changed of [replaced, added]) {
          expect([changed, checkWords(changed, FACTS).kept]).toEqual([changed, '']);
        }
      }),
      { numRuns: 300 },
    );
  });
});
