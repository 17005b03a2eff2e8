import { regex } from '../../intake/words/regex.ts';
import type { ChangeCounts } from '../../plan/plan.ts';
import { numberOf, type Known } from './known.ts';
import { anyWord, phrases } from './phrases.ts';
import { stemOf, wordsOf, type Clause, type Said } from './said.ts';
import { withoutMoney } from './rule-money.ts';
import { KINDS, NUMBER_WORDS, UNITS, VAGUE_AMOUNTS } from './vocabulary.ts';

export type Action = keyof ChangeCounts;

/** What a clause says is done. */
const ACTIONS: readonly (readonly [Action, RegExp])[] = [
  ['create', phrases('creat*', 'sets? up', 'mak(?:e|es|ing)', 'made', 'add(?:s|ed)?', 'new')],
  ['change', anyWord('chang* updat* modif* resiz* alter* reconfigur*')],
  ['replace', anyWord('replac* swap* re-?creat*')],
  [
    'delete',
    anyWord(
      'delet* remov* destroy* destruct* terminat* wip(?:e|es|ed|ing) eras* purg* tear*.down ' +
        'torn.down',
    ),
  ],
];

/** `this change` is the plan itself, a change set is no change, and what is undone is not done. */
const IDIOMS = regex(
  'gi',
  String.raw`\b(?:this|the|these|those|each|every|all|any|planned|proposed) `,
  String.raw`(?:planned |proposed )?changes?\b|`,
  String.raw`\bchange sets?\b|\bchanges? (?:nothing|set)\b`,
);

const UNDOING = anyWord('undo* undone roll*.back rollback revers* revert*');

/** What a text says is done to resources. */
export const actionsIn = (text: string): readonly Action[] => {
  const plain = text.replaceAll(IDIOMS, ' ');
  return ACTIONS.filter(([, words]) => words.test(plain)).map(([action]) => action);
};

/** An action that is only how something would be undone, as the tables say as well. */
const isOfUndoing = (action: Action, said: Said, known: Known): boolean =>
  UNDOING.test(said.plain) && actionsIn(known.undo).includes(action);

const EVERY = anyWord('all every everything entire* whole');

const isEvery = (text: string): boolean => EVERY.test(text.replaceAll(/\ball four\b/gi, ' '));

const denies = (action: Action, clause: Clause, counts: ChangeCounts): boolean => {
  const total = counts.create + counts.change + counts.replace + counts.delete;
  if (clause.isDenied) return counts[action] > 0;
  return counts[action] === 0 || (isEvery(clause.text) && counts[action] !== total);
};

const contradictsActions = (said: Said, known: Known): boolean => {
  const { counts, end } = known.facts;
  return said.clauses.some((clause) => {
    const actions = actionsIn(clause.text).filter((one) => !isOfUndoing(one, said, known));
    if (counts === undefined) return end === undefined && actions.some((one) => one === 'delete');
    return actions.some((action) => denies(action, clause, counts));
  });
};

interface Counted {
  readonly number: number;
  /** Words behind the number, in the singular, at most four. */
  readonly behind: readonly string[];
}

/** `this one`, `one of`: no number. */
const PRONOUN = new Set('this that the each every which any old new another no'.split(' '));

const numberAt = (words: readonly string[], at: number): number | undefined => {
  const word = (words[at] ?? '').toLowerCase();
  if (/^[-+]?\d[\d,]*(?:\.\d+)?$/.test(word)) return Math.abs(numberOf(word));
  if (word === 'one' && PRONOUN.has((words[at - 1] ?? '').toLowerCase())) return undefined;
  if (word === 'both' || word === 'couple' || word === 'pair') return 2;
  return NUMBER_WORDS.get(word);
};

const countedIn = (text: string): readonly Counted[] => {
  const words = wordsOf(text.replaceAll(/\d[\d,]*(?:\.\d+)?\s?(?:%|percent\b|per cent\b)/gi, ' '));
  return words.flatMap((_, at) => {
    const number = numberAt(words, at);
    return number === undefined
      ? []
      : [{ number, behind: words.slice(at + 1, at + 5).map(stemOf) }];
  });
};

const SAME_NOUN: Readonly<Record<string, string>> = {
  thing: 'resource',
  maintainer: 'person',
  reviewer: 'person',
  gap: 'finding',
};

/** What a number counts: the first word behind it that is a unit or can be counted. */
const nounOf = ({ behind }: Counted, { facts }: Known): string | undefined => {
  const nouns = behind.map((word) => SAME_NOUN[word] ?? word);
  return nouns.find((noun, at) => (at === 0 && UNITS.has(noun)) || noun in facts.amounts);
};

const isCountTold = (counted: Counted, clause: Clause, known: Known): boolean => {
  const { facts, pairs } = known;
  const noun = nounOf(counted, known);
  const actions = actionsIn(clause.text);
  if (noun !== undefined && UNITS.has(noun)) return pairs.has(`${counted.number} ${noun}`);
  if (noun !== undefined && noun !== 'resource') return facts.amounts[noun] === counted.number;
  if (counted.behind.some((word) => KINDS.has(word))) return false;
  const { counts } = facts;
  if (actions.length > 0) {
    return counts !== undefined && actions.every((action) => counts[action] === counted.number);
  }
  if (noun !== undefined) return facts.amounts[noun] === counted.number;
  return pairs.has(`${counted.number} ${counted.behind[0] ?? ''}`);
};

const percentsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)/gi)].map(([, number = '']) =>
    numberOf(number),
  );

const MANY = anyWord('several many multiple numerous various plenty lots?');

const isVague = (said: Said, { facts }: Known): boolean =>
  VAGUE_AMOUNTS.test(said.plain) ||
  said.clauses.some(({ text }) => {
    const { counts } = facts;
    if (!MANY.test(text) || counts === undefined) return false;
    return actionsIn(text).some((action) => counts[action] < 2);
  });

/** Whether every number and every action is in the tables; undefined when they are. */
export const judgeCounts = (said: Said, known: Known): string | undefined => {
  if (isVague(said, known)) return 'it tells an amount that is not in the tables';
  if (percentsIn(said.plain).some((percent) => !known.percents.has(percent))) {
    return 'it tells a percentage that is not in the tables';
  }
  const isUntold = said.clauses.some((clause) =>
    countedIn(withoutMoney(clause.text)).some((one) => !isCountTold(one, clause, known)),
  );
  if (isUntold) return 'it tells a number that is not in the tables';
  return contradictsActions(said, known)
    ? 'it says of a change what the tables do not say'
    : undefined;
};
