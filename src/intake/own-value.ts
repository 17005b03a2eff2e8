import { tells } from './stated-values.ts';
import { regex } from './words/regex.ts';
import type { FieldRule } from './words/service-words.ts';

const IS_A_VALUE = regex(
  'u',
  String.raw`^\W*((?:\p{L}[\p{L}-]*\s){1,4})`,
  String.raw`[\w.-]*\d[\w.-]*(?:\s?(?:\p{L}{1,8}|%))?\W*$`,
);
/** What may stand beside the name of a field and says nothing of whose it is. */
const BESIDE = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:the|its|is|to|of|at|new|desired|wanted|target|size|value|messages?|`,
  String.raw`logs?)(?![\p{L}-])`,
);

const without = (text: string, pattern: RegExp): string =>
  text.replaceAll(new RegExp(pattern.source, 'giu'), ' ');

const isNameOf = (rule: FieldRule, lead: string, line: string): boolean => {
  if (rule.rule === 'quantity') return !/\p{L}/u.test(without(lead, rule.words));
  if (rule.rule !== 'text') return false;
  const values = rule.patterns.map((pattern) => without(line, pattern));
  return values.some(
    (rest) =>
      rest !== line &&
      !/[\p{L}\d]/u.test(rule.words === undefined ? rest : without(rest, rule.words)),
  );
};

/**
 * "Backup retention 7 days": a line of nothing but the name of a field and its value. "Current
 * backup retention 1 day" and "Worker timeout 45 seconds" tell of what is, or of something else.
 */
export const isOwnValue = (line: string, rules: readonly FieldRule[]): boolean => {
  const lead = IS_A_VALUE.exec(line)?.[1];
  if (lead === undefined || tells(line)) return false;
  const bare = lead.replaceAll(BESIDE, ' ');
  return rules.some((rule) => isNameOf(rule, bare, line));
};
