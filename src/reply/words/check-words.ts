import { sentence } from '../quote.ts';
import { withoutSecrets } from '../secrets.ts';
import { formOf } from './forms.ts';
import { knownOf, type Known } from './known.ts';
import { judgeBound } from './rule-bound.ts';
import { judgeCounts } from './rule-counts.ts';
import { judgeLevels } from './rule-levels.ts';
import { judgeLoss } from './rule-loss.ts';
import { judgeMarks } from './rule-marks.ts';
import { judgeMoney } from './rule-money.ts';
import { judgeNames } from './rule-names.ts';
import { judgeOrders } from './rule-orders.ts';
import { judgeWords } from './rule-words.ts';
import { readSaid, sentencesOf, type Said } from './said.ts';
import type { WordFacts } from './word-facts.ts';

/** What is left of a model's text. */
export interface CheckedWords {
  /** Markdown that is inert: one paragraph of sentences that agree with the facts; may be empty. */
  readonly kept: string;
  readonly dropped: readonly { readonly sentence: string; readonly why: string }[];
}

type Rule = (said: Said, known: Known) => string | undefined;

/** In the order in which a reason is told: how it is written, what it wants, what it claims. */
const RULES: readonly Rule[] = [
  judgeMarks,
  judgeOrders,
  judgeNames,
  judgeMoney,
  judgeCounts,
  judgeLevels,
  judgeLoss,
];

/** What a sentence of no form of its own is held to besides. */
const FREE_RULES: readonly Rule[] = [judgeWords, judgeBound];

/** More than a person would read. */
const MOST_SENTENCES = 6;
const MOST_CHARACTERS = 4000;

const judge = (raw: string, known: Known): string | undefined => {
  const said = readSaid(raw);
  const form = formOf(said, known);
  if (form === 'not so') return 'it tells what the tables do not tell';
  for (const rule of form === 'so' ? RULES : [...RULES, ...FREE_RULES]) {
    const why = rule(said, known);
    if (why !== undefined) return why;
  }
  return undefined;
};

/**
 * Keeps of a model's text the sentences that agree with the facts, and drops every other whole: one
 * with a number, an amount, a name or a kind of resource that the facts do not hold, a count beside
 * the wrong noun, another tier, risk, severity or verdict, a word on approval, an order, a command,
 * a mention, mark-up, or a link off the list. What the facts do not speak of counts as wrong. It
 * does not make true what no table holds; the tables decide.
 */
export const checkWords = (text: string, facts: WordFacts): CheckedWords => {
  const known = knownOf(facts);
  const kept: string[] = [];
  const dropped: { readonly sentence: string; readonly why: string }[] = [];
  for (const raw of sentencesOf(text.slice(0, MOST_CHARACTERS))) {
    const isOver = kept.length >= MOST_SENTENCES;
    const why = isOver ? 'it is more than was asked for' : judge(raw, known);
    if (why === undefined) kept.push(sentence(readSaid(raw).text));
    else dropped.push({ sentence: raw, why });
  }
  return { kept: withoutSecrets(kept.join(' ')), dropped };
};
