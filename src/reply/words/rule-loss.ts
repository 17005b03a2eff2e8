import type { Known } from './known.ts';
import { anyWord, phrases } from './phrases.ts';
import type { Clause, Said } from './said.ts';
import type { WordFacts } from './word-facts.ts';

const LOSS = anyWord('los(?:e|es|t|ing|s) gone');
const KEPT = phrases(
  'keeps?',
  'kept',
  'preserv*',
  'retain*',
  'intact',
  'untouched',
  'unaffected',
  'unchanged',
  'surviv*',
  'remains?',
  'as before',
  '(?:nothing|no) (?:existing|else|other)',
);
const UNDONE = anyWord(
  'undo undone undoes revers(?:e|ed|ible|ibly) revert* roll*.back rollback restor* recover*',
);
const NEVER_UNDONE = phrases('irreversib*', 'irrevocab*', 'permanent*', 'for good', 'forever');

const isWrongLoss = (clause: Clause, { losesData, counts }: WordFacts): boolean => {
  if (LOSS.test(clause.text)) {
    if (losesData === undefined) return true;
    const lost = losesData || (counts?.replace ?? 0) + (counts?.delete ?? 0) > 0;
    return clause.isDenied ? lost : !losesData;
  }
  // What is denied to be kept is a loss; what is kept where something is lost is not for words.
  if (!KEPT.test(clause.text)) return false;
  return clause.isDenied && !/\b(?:nothing|no) /i.test(clause.text)
    ? losesData !== true
    : losesData === true;
};

const isWrongUndoing = (clause: Clause, { reversibility }: WordFacts): boolean => {
  if (NEVER_UNDONE.test(clause.text)) return clause.isDenied || reversibility !== 'irreversible';
  if (!UNDONE.test(clause.text)) return false;
  if (reversibility === undefined) return true;
  if (clause.isDenied) return reversibility !== 'irreversible';
  if (reversibility === 'irreversible') return true;
  return reversibility === 'partly reversible' && !anyWord('part partly some').test(clause.text);
};

const SUCCESS = anyWord('succe* complet(?:e|ed|es|ely) finished done works? worked fine well');
const ROLLED_BACK = phrases('roll* back', 'rollback', 'as before', 'undone', 'revert*');

const isWrongEnd = (clause: Clause, { end }: WordFacts): boolean => {
  if (end === undefined) return false;
  if (SUCCESS.test(clause.text) && !clause.isDenied && !end.isDone) return true;
  return ROLLED_BACK.test(clause.text) && (clause.isDenied || !end.isRolledBack);
};

/** Whether what is said of loss, of undoing and of an end is so; undefined when it is. */
export const judgeLoss = ({ clauses }: Said, { facts }: Known): string | undefined => {
  if (clauses.some((clause) => isWrongEnd(clause, facts))) return 'it tells another end';
  if (clauses.some((clause) => isWrongLoss(clause, facts))) {
    return 'it says of loss what the tables do not say';
  }
  return facts.end === undefined && clauses.some((clause) => isWrongUndoing(clause, facts))
    ? 'it says of undoing what the tables do not say'
    : undefined;
};
