import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWords } from '../../../src/reply/words/check-words.ts';
import { planFacts } from '../../../src/reply/words/plan-facts.ts';
import { NO_FACTS, type WordFacts } from '../../../src/reply/words/word-facts.ts';
import { activeWords, commandLines, structureOf } from '../hostile.ts';
import { change, deployStep, losingPlan, plan, productionPlan, view } from '../samples.ts';

const FACTS: readonly WordFacts[] = [
  planFacts(view()),
  planFacts(view({ plan: losingPlan() })),
  planFacts(view({ plan: productionPlan() })),
  NO_FACTS,
];

/** What a sentence may be made of: harmless words, true ones, and everything that must not pass. */
const FRAGMENTS: readonly string[] = [
  'It creates two resources.',
  'This plan is in `us-east-1`.',
  'The risk is',
  'low.',
  'high.',
  'and 3 buckets',
  'costs $1.27',
  '$99.10 a month',
  'seven',
  'is',
  'deleted',
  'Nothing',
  'not',
  'athena',
  'apollo-prod',
  'arn:aws:s3:::payroll',
  '`payroll-2020`',
  '"payroll"',
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html',
  'https://evil.test/x',
  '[here](https://evil.test/?q=1)',
  '![x](https://evil.test/i.png)',
  '@acme/everyone',
  '#12',
  '/approve',
  '\n/approve 7f3a9c1e04b2\n',
  'approved',
  '<img src=x onerror=alert(1)>',
  '<!-- aws-coworker:plan -->',
  '# Plan',
  '| a | b |\n|---|---|',
  '```\nx\n```',
  '\u202eevil\u200b',
  '７',
  '~~gone~~',
  '\\',
  '&#64;max',
  '. ',
  '! ',
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 14 }).map((parts) => parts.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'grapheme', maxLength: 20 })))
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 400 }),
);
const facts = fc.constantFrom(...FACTS);

const LINK = /https:\/\/\S+/g;
const numbersIn = (words: string): readonly string[] => words.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];

/** By hand, and not by the code under test: what figures the facts hold. */
const figuresOf = ({ told, amounts }: WordFacts): string =>
  JSON.stringify([told, amounts]).replaceAll(/(\d),(\d)/g, '$1$2');

describe('whatever a model says', () => {
  it('A33 A34 leaves no number that the facts do not hold', () => {
    fc.assert(
      fc.property(text, facts, (said, known) => {
        const { kept } = checkWords(said, known);
        const figures = figuresOf(known);
        for (const number of numbersIn(kept.replaceAll(LINK, ' '))) {
          expect(figures).toContain(number.replaceAll(',', '').replace(/\.$/, ''));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('A33 leaves no word on approval and no command', () => {
    fc.assert(
      fc.property(text, facts, (said, known) => {
        const { kept } = checkWords(said, known);
        expect(kept).not.toMatch(/approv/i);
        expect(commandLines(kept)).toEqual([]);
        expect(kept).not.toContain('\n');
      }),
      { numRuns: 500 },
    );
  });

  it('A34 leaves no mention, reference, name or text of others', () => {
    fc.assert(
      fc.property(text, facts, (said, known) => {
        const { kept } = checkWords(said, known);
        expect(activeWords(kept.replaceAll(LINK, ' '))).toEqual([]);
        expect(kept).not.toMatch(/@|payroll|apollo-prod|evil/);
        // Only what is plain stays plain: nothing hidden, nothing that looks like something else.
        expect(kept).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 500 },
    );
  });

  it('A39 leaves no picture, no mark-up, and no link off the list', () => {
    fc.assert(
      fc.property(text, facts, (said, known) => {
        const { kept } = checkWords(said, known);
        const { paragraph, ...others } = structureOf(kept);
        expect(Object.entries(others).filter(([, count]) => count > 0)).toEqual([]);
        expect(paragraph).toBe(kept === '' ? 0 : 1);
        for (const link of kept.match(/[a-z]+:\/\/[^\s`]+/g) ?? []) {
          expect(link).toMatch(/^https:\/\/docs\.(?:aws\.amazon|github)\.com\//);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives back every sentence once, kept or dropped', () => {
    fc.assert(
      fc.property(text, facts, (said, known) => {
        const { kept, dropped } = checkWords(said, known);
        if (said.trim() !== '' && /[A-Za-z0-9]/.test(said)) {
          expect(kept !== '' || dropped.length > 0).toBe(true);
        }
        expect(dropped.every(({ why }) => why !== '')).toBe(true);
      }),
    );
  });
});

const NAME = fc.stringMatching(/^[a-z]{3,8}-[a-z]{3,8}-[0-9]{2}$/);
const CENTS = fc.integer({ min: 1, max: 999_999 });

/** A plan that creates so many queues of these names in this account, and what it costs. */
const created = (names: readonly string[], account: string, usd: number): WordFacts => {
  const own = plan();
  const [athena] = own.accounts;
  if (athena === undefined) throw new Error('no account');
  return planFacts(
    view({
      plan: plan({
        accounts: [{ ...athena, name: account }],
        steps: [
          deployStep({
            changes: names.map((name) =>
              change({ logicalId: name, type: 'AWS::SQS::Queue', ownerAgent: 'Kotler' }),
            ),
          }),
        ],
        counts: { create: names.length, change: 0, replace: 0, delete: 0 },
        cost: { ...own.cost, afterUsdMonthly: usd, deltaUsdMonthly: usd, lines: [], unpriced: [] },
      }),
    }),
  );
};

describe('words that only say what the facts hold', () => {
  const planned = fc.record({
    names: fc.uniqueArray(NAME, { minLength: 2, maxLength: 12 }),
    account: NAME,
    cents: CENTS,
  });

  it('are all kept', () => {
    fc.assert(
      fc.property(planned, ({ names, account, cents }) => {
        const usd = cents / 100;
        const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
        const said = [
          `It creates ${names.length} queues in the development account \`${account}\`.`,
          `Among them is ${names[0]}.`,
          `The cost rises from $0.00 now to ${money.format(usd)} a month.`,
          'Nothing is replaced or deleted, and the risk is low.',
        ].join(' ');
        expect(checkWords(said, created(names, account, usd)).dropped).toEqual([]);
      }),
    );
  });

  it('are dropped as soon as one figure or name is another', () => {
    fc.assert(
      fc.property(planned, NAME, ({ names, account, cents }, other) => {
        fc.pre(![...names, account].includes(other));
        const known = created(names, account, cents / 100);
        for (const wrong of [
          `It creates ${names.length + 1} queues.`,
          `It creates ${names.length - 1} queues.`,
          `It deletes ${names.length} queues.`,
          `It is for the account \`${other}\`.`,
          `It is for ${other}.`,
          `It costs $${((cents + 1) / 100).toFixed(2)} a month.`,
          `It costs $${(cents / 100).toFixed(2)} a month now.`,
        ]) {
          expect([wrong, checkWords(wrong, known).kept]).toEqual([wrong, '']);
        }
      }),
    );
  });
});
