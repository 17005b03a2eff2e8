import type { AgentCard } from '../../agents/roster.ts';
import { shortDigest, type PlanDigest } from '../../task/ids.ts';
import type { Fallback } from '../../task/model-message.ts';
import { blocks, plural } from '../markdown.ts';
import { checkWords } from './check-words.ts';
import { NO_ANSWER } from './no-answer.ts';
import type { WordFacts } from './word-facts.ts';

/** Sentences of a model under one head, of which those that agree with the facts are shown. */
export interface ToldPart {
  /** Ours; empty for none. */
  readonly head: string;
  readonly sentences: readonly string[];
}

/** What a model told, with what it is compared with and where it comes from. */
export interface ToldView {
  readonly parts: readonly ToldPart[];
  /** One sentence in the tone of an agent, signed with its name. */
  readonly voice?: { readonly agent: AgentCard; readonly sentence: string };
  readonly facts: WordFacts;
  /** Where the tables are: `plan \`92bf2b1625b0\``. Ours. */
  readonly source: string;
}

/** The plan that words are about, as the small print names it. */
export const planSource = (digest: PlanDigest): string => `plan \`${shortDigest(digest)}\``;

const leftOut = (count: number): string =>
  count === 0
    ? ''
    : ` ${plural(count, 'sentence was', 'sentences were')} left out: not in the tables, or not ` +
      'for a model to say.';

const renderVoice = (view: ToldView): { readonly text: string; readonly dropped: number } => {
  const { voice, facts } = view;
  if (voice === undefined || voice.sentence.trim() === '') return { text: '', dropped: 0 };
  const { kept, dropped } = checkWords(voice.sentence, facts);
  const { name, field } = voice.agent;
  return {
    text: kept === '' ? '' : `> *${name} agent, ${field}*: ${kept}`,
    dropped: dropped.length,
  };
};

/**
 * The words of a model, those of them that agree with the facts, over the sentence that says whose
 * they are. Undefined where nothing is left: then nothing is posted.
 */
export const renderTold = (view: ToldView): string | undefined => {
  const checked = view.parts.map(({ head, sentences }) => ({
    head,
    ...checkWords(sentences.join('\n'), view.facts),
  }));
  const shown = checked.filter(({ kept }) => kept !== '');
  if (shown.length === 0) return undefined;
  const voice = renderVoice(view);
  const dropped = checked.reduce((sum, one) => sum + one.dropped.length, voice.dropped);
  return blocks(
    voice.text,
    ...shown.map(({ head, kept }) => (head === '' ? kept : `**${head}** · ${kept}`)),
    `<sub>Written by a model from the tables of ${view.source}; the tables decide.` +
      `${leftOut(dropped)}</sub>`,
  );
};

/** What stands where words on an earlier plan stood and there are none on this one. */
export const renderNothingTold = (source: string, why: Fallback | undefined): string =>
  `<sub>There are no words of a model on ${source}: ` +
  `${why === undefined ? 'none agreed with its tables' : NO_ANSWER[why]}. Read the tables.</sub>`;
