import { COMMAND_NAMES } from '../../intake/command-names.ts';
import { regex } from '../../intake/words/regex.ts';
import type { Said } from './said.ts';

/** Hosts whose pages a model may point to. Everything else it names is taken out. */
export const LINKED_HOSTS: readonly string[] = ['docs.aws.amazon.com', 'docs.github.com'];

/** Without a port, a user, a query: nothing can be carried out in such an address. */
const PAGE = /^https:\/\/([a-z0-9.-]+)(?:\/[A-Za-z0-9/_.-]{0,200})?(?:#[\w-]{1,80})?$/;

const isLinked = (link: string): boolean => LINKED_HOSTS.includes(PAGE.exec(link)?.[1] ?? '');

/** Structure that no sentence needs, and what GitHub makes of it. */
const MARKUP: readonly RegExp[] = [
  /[<>|\\{}^~]/,
  /!\[|\]\(|\[[^\]]*\]/,
  /^(?:#|>|[-+*]\s|\d+[.)]\s|={3,}|_{3,})/,
  /```|~~~|::[a-z]+::/,
  /&#?\w+;/,
];

/** Letters one by one, which no other rule would read as a word. */
const SPELT = /(?:\b[a-z][ .-]){3}/i;

const COMMAND = regex(
  'i',
  String.raw`(?:^|[^\w/.])/\s?(?:[a-z][a-z-]*)(?![\w/.-])|`,
  String.raw`\b(?:type|write|comment|reply|post)\b.{0,40}\b(?:${COMMAND_NAMES.join('|')})\b`,
);

/** A program with an argument, as somebody would paste it. */
const PROGRAM = regex(
  '',
  String.raw`\b(?:aws|gh|curl|wget|bash|sh|sudo|terraform|kubectl|npm|npx|git|ssh|python|rm)\s+`,
  String.raw`(?:-|[a-z0-9]+-|(?:s3|ec2|iam|sts|rf|push|pull|install|run)\b)`,
);

/** What is wrong with how something is written; undefined for nothing. */
export const judgeMarks = (said: Said): string | undefined => {
  if (said.text.length > 600) return 'it is too long';
  if (said.text.split(' ').length < 3) return 'it is no sentence';
  if (said.links.some((link) => !isLinked(link))) return 'it links to a place that is not listed';
  if (MARKUP.some((mark) => mark.test(said.text))) return 'it holds mark-up';
  if (/@|#\d|\bGH-\d/i.test(said.text)) return 'it holds a mention or a reference';
  if (said.isForeign || SPELT.test(said.text)) return 'it is not plain English';
  const withoutSpans = said.text.replaceAll(/`/g, ' ');
  if (COMMAND.test(withoutSpans) || PROGRAM.test(withoutSpans)) return 'it holds a command';
  return undefined;
};
