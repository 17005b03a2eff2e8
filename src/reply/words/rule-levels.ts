import type { Severity } from '../../review/finding.ts';
import type { Tier } from '../../task/tier.ts';
import type { Known } from './known.ts';
import { anyWord, phrases } from './phrases.ts';
import type { Clause, Said } from './said.ts';
import type { WordFacts } from './word-facts.ts';

/** `test it` is no tier. */
const TEST = phrases(
  '(?:test|qa) (?:account|tier|environment|stage)s?',
  '(?:account|tier|environment)s? (?:is |of |for |named )?(?:test|qa)',
);

const TIERS: readonly (readonly [Tier, RegExp])[] = [
  ['sandbox', /\bsandbox\w*\b/i],
  ['development', /\b(?:development|dev)\b/i],
  ['test', TEST],
  ['staging', /\b(?:staging|stage|stg|pre-?prod\w*)\b/i],
  ['production', /(?<!pre-?)\b(?:production|prod|live)\b/i],
];

const isWrongTier = ({ plain, text, clauses }: Said, { accounts }: WordFacts): boolean => {
  const said = TIERS.filter(([, words]) => words.test(plain)).map(([tier]) => tier);
  if (said.length === 0) return false;
  const isDenied = clauses.some(
    (clause) => clause.isDenied && TIERS.some(([, words]) => words.test(clause.text)),
  );
  const named = accounts.filter(({ name }) => text.toLowerCase().includes(name.toLowerCase()));
  const held = new Set((named.length === 0 ? accounts : named).map(({ tier }) => tier));
  return isDenied || said.some((tier) => !held.has(tier));
};

const LEVELS: readonly (readonly [string, RegExp])[] = [
  ['low', anyWord('low* minor small* little minim* negligible slight*')],
  ['medium', anyWord('medium moderate* middle')],
  ['high', anyWord('high* severe* serious* great* critical* extreme* large*')],
];

const isWrongRisk = ({ clauses }: Said, { risk }: WordFacts): boolean =>
  clauses
    .filter(({ text }) => /\b(?:risk\w*|danger\w*|hazard\w*)\b/i.test(text))
    .some(({ text, isDenied }) => {
      const said = LEVELS.filter(([, words]) => words.test(text)).map(([level]) => level);
      return isDenied || risk === undefined || said.length !== 1 || said[0] !== risk;
    });

const SEVERITIES: readonly Severity[] = ['Critical', 'High', 'Medium', 'Low'];
const OF_ITEM = /\b(?:item|finding|gap|rule|severit\w+|severe|issue|importan\w+)s?\b/i;

const severitiesSaid = (text: string): readonly Severity[] =>
  SEVERITIES.filter((one) => new RegExp(String.raw`\b${one}\b`, 'i').test(text));

const isWrongSeverity = ({ text, plain }: Said, { severities }: WordFacts): boolean => {
  const own = Object.keys(severities).filter((id) => text.toUpperCase().includes(id));
  if (own.length === 0 && !OF_ITEM.test(plain)) return false;
  const ids = own.length === 0 ? Object.keys(severities) : own;
  const held = new Set(ids.map((id) => severities[id]));
  return severitiesSaid(plain.replaceAll(/\bhigh availability\b/gi, ' ')).some(
    (one) => !held.has(one),
  );
};

const VERDICTS: readonly (readonly [WordFacts['verdicts'][number], RegExp])[] = [
  ['blocked', /\b(?:block(?:s|ed|ing)?|veto\w*|held|refus\w*|reject\w*)\b/i],
  ['pass', /\b(?:pass(?:es|ed|ing)?|clean|flawless\w*|all clear)\b/i],
  ['warn', /\b(?:warn(?:s|ed|ing|ings)?)\b/i],
  ['fail', /\b(?:fail(?:s|ed|ing)?)\b/i],
  ['compliant', /\b(?:complian\w+|complies|comply|conform\w*)\b/i],
];

/** Access to a bucket is blocked, and that is no verdict. */
const isOfAccess = ({ text }: Clause): boolean =>
  /\b(?:public|access|internet|inbound|traffic|requests?)\b/i.test(text);

const isWrongVerdict = ({ clauses }: Said, { verdicts, end }: WordFacts): boolean =>
  clauses.some((clause) =>
    VERDICTS.some(([verdict, words]) => {
      if (!words.test(clause.text)) return false;
      if (verdict === 'blocked' && isOfAccess(clause)) return false;
      if (end !== undefined && !end.isDone && verdict !== 'pass') return false;
      return clause.isDenied || !verdicts.includes(verdict);
    }),
  );

/** What is wrong with the tier, risk, severity or verdict that is said; undefined for nothing. */
export const judgeLevels = (said: Said, { facts }: Known): string | undefined => {
  if (isWrongTier(said, facts)) return 'it tells another tier than the tables';
  if (isWrongRisk(said, facts)) return 'it tells another risk than the tables';
  if (isWrongSeverity(said, facts)) return 'it tells another severity than the tables';
  return isWrongVerdict(said, facts) ? 'it tells another verdict than the tables' : undefined;
};
