import { regex } from './words/regex.ts';

/** Characters before a verb that are looked at. */
export const LONGEST_LEAD = 240;

/** Where a clause may start. */
const MARKS = regex(
  'giu',
  String.raw`[:;—–]\s|(?:->|=>|→)\s|[,]\s|`,
  String.raw`\s(?:and|then|und|dann|y|luego|et|puis|e|depois|or|so)\s|\)\s|`,
  String.raw`\s(?=therefore\s|hence\s|thus\s|(?:which|that)(?: is|'s) why\s)`,
);

/** Every place before a verb at which its clause may start. */
export const clauseStarts = (text: string, at: number): readonly number[] => {
  const from = Math.max(0, at - LONGEST_LEAD);
  const starts = [from];
  for (const match of text.slice(from, at).matchAll(MARKS))
    starts.push(from + match.index + match[0].length);
  return starts;
};
