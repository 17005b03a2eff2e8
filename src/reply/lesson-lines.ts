import type { FailureEnd } from '../execute/outcome.ts';
import type { BaselineItem } from '../review/baseline.ts';
import type { Lesson } from '../report/lessons/judge.ts';
import { REFUSALS } from '../task/refusal.ts';
import { listed, typeWords } from './markdown.ts';
import { sentence } from './quote.ts';

type LessonKind = Lesson['kind'];
/** The lessons that can be of a kind: one form of them can be of several. */
type Of<K extends LessonKind, L = Lesson> = L extends Lesson
  ? K extends L['kind']
    ? L
    : never
  : never;

const itemWords = ({ id, severity, title }: BaselineItem): string =>
  `\`${id}\` (${severity}: ${sentence(title, 200)})`;

const typesWords = (types: readonly string[]): string =>
  types.length === 0 ? 'what was planned' : listed(types.map(typeWords));

/** How a failed step left things, for the next person. */
const ENDS: Readonly<Record<FailureEnd, string>> = {
  'rolled back': 'it was set back, and nothing is left of it',
  'rollback failed': 'it could not be set back whole: look at the stack before anything else',
  stuck: 'a deletion stopped in between: look at what still holds it',
  unchanged: 'it had no effect',
  unknown: 'nobody knows how it stands: look at it in AWS first',
};

const failedWords = ({ type, status, end }: Of<'failed'>): string => {
  const what = type === undefined ? 'a step' : typeWords(type);
  const state = status === undefined ? '' : ` in \`${status}\``;
  return `Carrying it out, ${what} ended${state}; ${ENDS[end ?? 'unknown']}.`;
};

const driftedWords = ({ type, status, properties }: Of<'drifted'>): string => {
  if (status === 'DELETED') return `${typeWords(type)} was deleted outside its stack.`;
  const names = properties.map((name) => `\`${name}\``);
  const where = names.length === 0 ? '' : ` in ${listed(names)}`;
  return `${typeWords(type)} was changed outside its stack${where}.`;
};

/** What happened, for each kind of lesson. */
const HAPPENED: { readonly [K in LessonKind]: (lesson: Of<K>) => string } = {
  denied: ({ action, types }) =>
    `The session that made ${typesWords(types)} was denied \`${action}\`.`,
  failed: failedWords,
  refused: ({ code }) => `The execution was refused with \`${code}\`: ${REFUSALS[code]}`,
  blocked: ({ item, tier }) => `${itemWords(item)} blocked a plan in ${tier}.`,
  skipped: ({ item, tier }) => `${itemWords(item)} was left out by hand in ${tier}.`,
  added: ({ item, tier }) => `${itemWords(item)} was asked for by hand in ${tier}.`,
  undone: ({ types }) => `What was done to ${typesWords(types)} was undone again.`,
  drifted: driftedWords,
  ill: ({ type, rule }) => `${typeWords(type)} broke the health rule *${sentence(rule, 60)}*.`,
};

/** What the next person does, for each kind of lesson. */
const ADVICE: { readonly [K in LessonKind]: string } = {
  denied: 'Find out which policy denies it before the next try; nothing is tried with more rights.',
  failed: 'Mend the cause first; the same plan would end the same way.',
  refused: 'Make the plan and approve it close together, so that nothing changes in between.',
  blocked: 'Ask for it in the request from the beginning, or choose a lower tier.',
  skipped: 'Say in the request why it is not needed, or keep it.',
  added: 'Ask for it in the request; where everybody does, let the baseline ask for it.',
  undone: 'Try it in a lower tier first, and say what it is to change.',
  drifted: 'Change it in its stack; give those who may change it by hand a way that does.',
  ill: 'Watch it from the day it is made, and size it by what it does.',
};

/** What happened, in one sentence. */
export const happenedLine = (lesson: Lesson): string =>
  (HAPPENED[lesson.kind] as (one: Lesson) => string)(lesson);

/** What to do otherwise, in one sentence. */
export const adviceLine = (lesson: Lesson): string => ADVICE[lesson.kind];
