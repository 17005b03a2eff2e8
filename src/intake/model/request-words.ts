import { cleanText } from '../clean-text.ts';
import { readForm, type FormText } from '../read-form.ts';
import { parseMarkdown, readAnswer, readVisible, type Block } from '../read-markdown.ts';
import { sift } from '../sift.ts';
import { splitSentences } from '../split-sentences.ts';
import type { RequestText } from '../intake-result.ts';
import { standingAt } from './free-standing.ts';

/** What a person sees of a request and what orders something, without what speaks to us. */
export interface RequestWords {
  /** One sentence or answer in a line, the title first. All quotes are looked up here. */
  readonly text: string;
  /** The same with the sentences that were left out: for judging, never for a model. */
  readonly whole: string;
  readonly hasInstructions: boolean;
  /** Letters are shown in another order than they are read. */
  readonly isTurned: boolean;
}

/** More than this is no request in a few words; what follows is not read by a model. */
const LONGEST = 8000;
const TURNED = /[\u202D\u202E]/;

/** White space as one blank, so that a wrapped line and its quote are the same words. */
export const oneBlank = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const answersOf = (form: FormText): readonly Block[] =>
  [...form.fields, ...form.extras].flatMap(([title, answer]) =>
    readAnswer(parseMarkdown(answer)).blocks.map(({ text }): Block => ({
      kind: 'paragraph',
      text: `${title}: ${text}`,
    })),
  );

/** The visible words of an issue: no quotes, fences, comments or folds, no hidden characters. */
export const requestWords = (issue: Pick<RequestText, 'title' | 'body'>): RequestWords => {
  const page = parseMarkdown(cleanText(issue.body).text);
  const form = readForm(page);
  const title: Block = { kind: 'paragraph', text: cleanText(issue.title).text };
  const blocks = form === undefined ? readVisible(page).blocks : answersOf(form);
  const sentences = splitSentences([title, ...blocks]);
  const sifted = sift(sentences);
  const textOf = (kept: typeof sentences): string =>
    kept.map(({ text }) => oneBlank(text)).join('\n');
  return {
    text: textOf(sifted.sentences).slice(0, LONGEST),
    whole: textOf(sentences),
    hasInstructions: sifted.hasInstructions,
    isTurned: TURNED.test(issue.title) || TURNED.test(issue.body),
  };
};

/**
 * True for words that stand in the request, letter by letter and by themselves: not cut out of a
 * longer name or number. Nothing stands nowhere.
 */
export const isSaid = ({ text }: Pick<RequestWords, 'text'>, quote: string): boolean =>
  standingAt(oneBlank(text), oneBlank(quote)).length > 0;
