import type { Known } from './known.ts';
import { actionsIn, type Action } from './rule-counts.ts';
import { clausesOf, stemOf, wordsOf, type Clause, type Said } from './said.ts';
import { KINDS } from './vocabulary.ts';
import type { ChangeFact, WordFacts } from './word-facts.ts';

const PAST = /\b(?:was|were|has|have|had|been)\b/i;

/** Where something is says nothing of what is done to it. */
const PLACE =
  /\b(?:in|for|of|to) (?:the |this |one )?(?:\w+ )?(?:account|region|environment|plan)\b/gi;

const isNamed = (text: string, name: string): boolean =>
  wordsOf(text).some((word) => word.toLowerCase() === name.toLowerCase());

const namedIn = (text: string, changes: readonly ChangeFact[]): readonly ChangeFact[] =>
  changes.filter(({ names }) => names.some((name) => isNamed(text, name)));

interface Noun {
  readonly noun: string;
  readonly isMany: boolean;
}

const nounsIn = (text: string, { changes = [] }: WordFacts): readonly Noun[] => {
  const known = new Set([...KINDS, ...changes.map(({ noun }) => noun)]);
  const others = new Set(['account', 'region', 'environment', 'resource', 'step', 'phase', 'data']);
  const words = wordsOf(text.replaceAll(PLACE, ' '));
  return words.flatMap((word, at) => {
    const noun = stemOf(word);
    const next = stemOf(words[at + 1] ?? '');
    const isNoun = known.has(noun) || others.has(noun);
    // Of `bucket policy` only the policy counts.
    return !isNoun || known.has(next) ? [] : [{ noun, isMany: noun !== word.toLowerCase() }];
  });
};

const agrees = ({ noun, isMany }: Noun, held: readonly ChangeFact[]): boolean => {
  const own = held.filter((change) => noun === 'resource' || change.noun === noun);
  return own.length >= (isMany ? 2 : 1);
};

/** Whether all that a text names is among these, and nothing more than `only` allows. */
const isBound = (text: string, held: readonly ChangeFact[], { facts }: Known): boolean => {
  const { changes = [] } = facts;
  const nouns = nounsIn(text, facts).filter(({ noun }) => noun !== 'data');
  if (!namedIn(text, changes).every((change) => held.includes(change))) return false;
  if (!nouns.every((noun) => agrees(noun, held))) return false;
  if (!/\bonly\b/i.test(text)) return true;
  const isAll = held.length === changes.length;
  return isAll && nouns.some(({ noun }) => noun === 'resource');
};

const heldBy = ({ changes = [] }: WordFacts, action: Action): readonly ChangeFact[] =>
  changes.filter(({ does }) => does === action);

const isTrueDenial = ({ text, isDenied }: Clause, { counts }: WordFacts): boolean =>
  isDenied && actionsIn(text).every((action) => counts?.[action] === 0);

/** With one action in a sentence all that it names is of it; with more, clause by clause. */
const isWrongAction = (text: string, clauses: readonly Clause[], known: Known): boolean => {
  const { facts } = known;
  const said = clauses.filter((clause) => !isTrueDenial(clause, facts));
  const actions = new Set(said.flatMap((clause) => actionsIn(clause.text)));
  const [first] = actions;
  if (first === undefined) return false;
  if (PAST.test(text)) return true;
  if (actions.size === 1 && said.length === clauses.length) {
    return !isBound(text, heldBy(facts, first), known);
  }
  return said.some((clause) => {
    const [own, ...more] = actionsIn(clause.text);
    const held = own === undefined || more.length > 0 ? [] : heldBy(facts, own);
    return !isBound(clause.text, held, known);
  });
};

/** `CREATE_FAILED` is how something stands, and no action of a sentence. */
const STATUS = /\b[A-Z]+(?:_[A-Z]+)+\b/g;

const isWrongFailure = (said: string, known: Known): boolean => {
  const text = said.replaceAll(STATUS, ' ');
  if (actionsIn(text).length === 0) return false;
  if (known.facts.about !== 'failure' || !/\bcould not be\b/i.test(text)) return true;
  const failed = known.facts.changes ?? [];
  const names = wordsOf(text).filter((word) => known.labels.has(word.toLowerCase()));
  const own = new Set(failed.flatMap((one) => one.names));
  return !names.every((name) => own.has(name)) || !isBound(text, failed, known);
};

const DENIABLE = /\b(?:lost|could not be|nothing that exists)\b/i;

/** A denial is of an action or of a loss; `nothing exists` is of neither. */
const isLooseDenial = (clauses: readonly Clause[]): boolean =>
  clauses.some(
    ({ text, isDenied }) =>
      isDenied && actionsIn(text).length === 0 && !DENIABLE.test(text) && text.trim() !== '',
  );

/** What is spoken of the data is that they are lost, and of what exists that it is not touched. */
const isLooseState = (text: string, clauses: readonly Clause[], known: Known): boolean => {
  const { changes = [] } = known.facts;
  const isLoose = clauses.some(
    (clause) =>
      (/\bdata\b/i.test(clause.text) && !/\bdata (?:is|are) lost\b/i.test(clause.text)) ||
      (/\bexists?\b/i.test(clause.text) && !/\bnothing that exists is\b/i.test(clause.text)),
  );
  const isLost = clauses.some((one) => /\blost\b/i.test(one.text) && !one.isDenied);
  return (
    isLoose ||
    (isLost &&
      !isBound(
        text,
        changes.filter((one) => one.losesData),
        known,
      ))
  );
};

const TIER = /\b(?:sandbox|development|test|staging|production)\b(?! (?:account|environment)\b)/i;

/** Words that are so only beside another: a level of the risk, `more` of money, `only` done. */
const isLooseWord = ({ text }: Clause): boolean =>
  (/\b(?:low|medium|high)\b/i.test(text) && !/\brisk\b/i.test(text)) ||
  (/(?<!for )\bmore\b/i.test(text) && !text.includes('$')) ||
  (/\bonly\b/i.test(text) && actionsIn(text).length === 0) ||
  TIER.test(text);

/** `the topic is the table`: one thing called another. */
const isEquation = ({ text }: Clause, { facts }: Known): boolean => {
  const [before = '', ...after] = text.split(/\b(?:is|are)\b/i);
  const isThing = (part: string): boolean =>
    nounsIn(part, facts).length > 0 || namedIn(part, facts.changes ?? []).length > 0;
  return isThing(before) && after.some(isThing);
};

const PLACES = /\b(account|region) ([\w-]+)/gi;

/** `the queue orders`, where orders is a table. */
const isMisnamed = (text: string, { facts }: Known): boolean => {
  const { changes = [], accounts } = facts;
  const words = wordsOf(text);
  const isWrongNoun = words.some((word, at) => {
    const before = stemOf(words[at - 1] ?? '');
    const change = namedIn(word, changes)[0];
    return change !== undefined && KINDS.has(before) && before !== change.noun;
  });
  return (
    isWrongNoun ||
    [...text.matchAll(PLACES)].some(([, kind = '', name = '']) => {
      if (namedIn(name, changes).length === 0) return false;
      return kind.toLowerCase() !== 'account' || accounts.every((one) => one.name !== name);
    })
  );
};

/** Whether what is done, lost or denied is bound to what it is so of; undefined when it is. */
export const judgeBound = (said: Said, known: Known): string | undefined => {
  const text = said.links.reduce((plain, link) => plain.replace(link, ' it '), said.text);
  const bare = text.replaceAll(/[`"]/g, '');
  const clauses = clausesOf(bare);
  const isWrong =
    known.facts.counts === undefined
      ? isWrongFailure(bare, known)
      : isWrongAction(bare, clauses, known);
  if (isWrong) return 'it says of a change what the tables do not say';
  if (isMisnamed(bare, known)) return 'it calls something what it is not';
  if (clauses.some((clause) => isLooseWord(clause) || isEquation(clause, known))) {
    return 'it compares or calls what the tables do not';
  }
  return isLooseDenial(clauses) || isLooseState(bare, clauses, known)
    ? 'it says how something stands, which no table does'
    : undefined;
};
