import { regex } from './words/regex.ts';

/** What only who looks for savings asks: what is idle, too large, forgotten, or costs too much. */
const SAVES = regex(
  'iu',
  String.raw`\bsav(?:e|ing) (?:some |more |any )?(?:money|costs?)\b|`,
  String.raw`\b(?:any|possible|potential|what|which|more|cost) savings\b(?! plans?\b)|`,
  String.raw`\bsavings (?:potential|possible|opportunit)|`,
  String.raw`\bidle\b(?! (?:time-?out|connection|session))|`,
  String.raw`\b(?:unused|not (?:being )?us(?:ed|ing)|nobody uses|no longer (?:used|needed))\b|`,
  String.raw`\b(?:over-?sized|over-?provisioned|under-?utili[sz]ed|under-?used)\b|`,
  String.raw`\btoo (?:large|big)\b|`,
  String.raw`\b(?:unattached|unassociated|orphaned)\b|\bright-?siz|\bwast(?:e|ed|ing)\b|`,
  String.raw`\b(?:reduce|cut|lower|bring down|trim)\b.{0,40}\b(?:costs?|bill|spend(?:ing)?)\b`,
);

/** True for a question that is about savings, whatever its words. */
export const asksSavings = (question: string): boolean => SAVES.test(question);
