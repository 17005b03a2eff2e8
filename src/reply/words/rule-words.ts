import { isLabelShaped, type Known } from './known.ts';
import { OF_COSTS, OF_FAILURE, PLAIN } from './plain-words.ts';
import { withoutMoney } from './rule-money.ts';
import { stemOf, wordsOf, type Said } from './said.ts';
import { UNITS } from './vocabulary.ts';

const NUMBER = /^[-+]?\d[\d,]*(?:\.\d+)?%?$|^%$/;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const withoutPhrase = (text: string, phrase: string, by: string): string =>
  text.replaceAll(
    new RegExp(String.raw`(?<![\w.-])${escaped(phrase)}(?![\w-]|\.\w)`, 'gi'),
    ` ${by} `,
  );

/** `S3 bucket policy` is a policy. */
const withoutTypes = (text: string, { facts }: Known): string =>
  (facts.changes ?? []).reduce((plain, { what, noun }) => {
    const short = what.split(' ').slice(1).join(' ');
    return withoutPhrase(withoutPhrase(plain, what, noun), short === '' ? what : short, noun);
  }, text);

/** An agent is spoken of as the owner of what is its own, and in no other way. */
const withoutOwners = (text: string, { facts }: Known): string => {
  const owned = (facts.changes ?? []).flatMap(({ names, noun, owner }) =>
    [`the ${noun}`, `this ${noun}`, ...names].map((one) => `${owner} looks after ${one}`),
  );
  const shares = facts.money.flatMap(({ of }) => (of === undefined ? [] : [`${of} looks after`]));
  return [...owned, ...shares].reduce((plain, one) => withoutPhrase(plain, one, 'it'), text);
};

const isAllowed = (word: string, before: string, { facts, labels, pairs }: Known): boolean => {
  const stem = stemOf(word);
  if (NUMBER.test(word) || PLAIN.has(stem) || PLAIN.has(word.toLowerCase())) return true;
  if (isLabelShaped(word) && labels.has(word.toLowerCase())) return true;
  if (UNITS.has(stem) && pairs.has(`${Number(before)} ${stem}`)) return true;
  if (facts.about === 'failure') return OF_FAILURE.has(stem);
  return facts.about === 'costs' && OF_COSTS.has(stem);
};

/** Names that may stand without marks around them: accounts, and what a bill is made of. */
const bareNames = ({ facts }: Known): readonly string[] =>
  [
    ...facts.accounts.map(({ name }) => name),
    ...facts.money.flatMap(({ of }) => (of === undefined ? [] : [of])),
  ].toSorted((a, b) => b.length - a.length);

const VERB = '(?:create|make|change|update|replace|delete|remove|add|look|see|name|test|read)';
const ORDER = new RegExp(String.raw`^\s*(?:and |or |so )?${VERB}\b`, 'i');

const isOrder = ({ text, clauses, links }: Said, { facts }: Known): boolean => {
  if (facts.about === 'failure' && /^look at the events? of /i.test(text)) return false;
  if (links.length > 0 && /^see /i.test(text)) return false;
  return clauses.some((clause) => ORDER.test(clause.text));
};

const withoutLinks = ({ text, links }: Said): string =>
  links.reduce((plain, link) => plain.replaceAll(link, ' it '), text).replace(/^see /i, 'it is ');

/** Whether a sentence is made of plain words, names and figures; undefined when it is. */
export const judgeWords = (said: Said, known: Known): string | undefined => {
  if (said.quoted.some((name) => name !== '' && !known.labels.has(name.toLowerCase()))) {
    return 'it quotes something that is no name in the tables';
  }
  if (isOrder(said, known)) return 'it tells its reader what to do';
  const marked = withoutOwners(withoutLinks(said).replaceAll(/[`"]/g, ''), known);
  const quoted = said.quoted.filter((one) => one !== '');
  const names = [...quoted, ...bareNames(known)];
  const bare = names.reduce((text, name) => withoutPhrase(text, name, 'it'), marked);
  const spoken = wordsOf(withoutMoney(withoutTypes(bare, known)));
  return spoken.every((word, at) => isAllowed(word, spoken[at - 1] ?? '', known))
    ? undefined
    : 'it uses a word that is not in the list of plain words';
};
