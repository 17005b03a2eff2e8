import type { Known } from './known.ts';
import type { Said } from './said.ts';
import type { FindingFact, WordFacts } from './word-facts.ts';

/** A whole sentence of one form, and whether what it says is so. */
type Form = readonly [RegExp, (parts: readonly string[], known: Known) => boolean];

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const isGap = ({ status }: FindingFact): boolean => status !== 'REMEDIATE';

const some = ({ facts }: Known, wanted: (finding: FindingFact) => boolean): boolean =>
  (facts.findings ?? []).some(wanted);

const isPublicAccessBlocked = ({ findings = [] }: WordFacts): boolean =>
  findings.some(
    ({ status, title, detail }) =>
      status === 'REMEDIATE' && /public[ -]access/i.test(`${title} ${detail}`),
  );

/**
 * What may be said of a review and of a way back, word for word. Words such as *gap*, *review* and
 * *undone* stand nowhere else, so nothing else can be made of them.
 */
const FORMS: readonly Form[] = [
  [/^the review blocks this plan$/i, (_, { facts }) => facts.verdicts.includes('blocked')],
  [
    /^the review notes (?:a|one) (?:gap|finding) of (\w+) severity(?:: ([\w-]+))?$/i,
    ([severity = '', item = ''], known) =>
      some(
        known,
        (one) =>
          isGap(one) && isSame(one.severity, severity) && (item === '' || isSame(one.item, item)),
      ),
  ],
  [
    /^([\w-]+) is an? (gap|finding|item) of (\w+) severity(?:: (.+))?$/i,
    ([item = '', kind = '', severity = '', detail], known) =>
      some(
        known,
        (one) =>
          isSame(one.item, item) &&
          isSame(one.severity, severity) &&
          (kind === 'item' || isGap(one)) &&
          (detail === undefined || isSame(one.detail, detail)),
      ),
  ],
  [
    /^([\w-]+), an? (.+), is not part of it$/i,
    ([item = '', title = ''], known) =>
      some(known, (one) => isGap(one) && isSame(one.item, item) && isSame(one.title, title)),
  ],
  [
    /^([\w-]+) is about (?:the \w+ )?([\w-]+)$/i,
    ([item = '', resource = ''], known) =>
      some(known, (one) => isSame(one.item, item) && isSame(one.resource, resource)),
  ],
  [/^public access to the bucket is blocked$/i, (_, { facts }) => isPublicAccessBlocked(facts)],
  [
    /^(?:it|this|the plan|this plan) can (not )?be undone( in part)?(?:: (.+))?$/i,
    ([not, part, how], { facts, undo }) => {
      const ways = { reversible: '', 'partly reversible': ' in part', irreversible: 'not ' };
      const way = facts.reversibility === undefined ? undefined : ways[facts.reversibility];
      return way === `${not ?? ''}${part ?? ''}` && undo.includes((how ?? '').toLowerCase());
    },
  ],
  [
    /^(?:the|this) (\w+) is lost for good$/i,
    ([noun = ''], { facts }) =>
      facts.reversibility === 'irreversible' &&
      (facts.changes ?? []).some((one) => one.losesData && isSame(one.noun, noun)),
  ],
];

/** Whether a sentence is of one of the forms: true and so, or of a form and not so, or of none. */
export const formOf = ({ text }: Said, known: Known): 'so' | 'not so' | 'none' => {
  const plain = text.replaceAll(/[`"]/g, '').replace(/[.!]$/, '');
  for (const [form, isSo] of FORMS) {
    const match = form.exec(plain);
    if (match !== null) return isSo(match.slice(1), known) ? 'so' : 'not so';
  }
  return 'none';
};
