import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';

export interface SampleSource {
  readonly story: string;
  readonly turn: string;
  /** The head of the part of the turn that is shown. */
  readonly part: RegExp;
  readonly title: string;
}

/** Table: each sample is one comment of one story, word for word. */
export const SAMPLES: Readonly<Record<string, SampleSource>> = {
  'plan-comment': {
    story: 'bucket-from-label-to-stack',
    turn: '01-bot.md',
    part: /^\[comment \d+, new\]$/,
    title: 'Plan comment',
  },
  refusal: {
    story: 'stranger-may-not-approve',
    turn: '03-bot.md',
    part: /^\[comment \d+, new\]$/,
    title: 'Refusal',
  },
  receipt: {
    story: 'bucket-from-label-to-stack',
    turn: '03-bot.md',
    part: /^\[comment \d+, new\]$/,
    title: 'Receipt',
  },
  'savings-plan': {
    story: 'savings-are-approved-by-number',
    turn: '01-bot.md',
    part: /^\[comment 2, new\]$/,
    title: 'Plan of savings',
  },
  'cost-report': {
    story: 'saving-is-observed-and-missed',
    turn: '07-bot.md',
    part: /^\[issue \d+, new: .*\]$/,
    title: 'Weekly cost report',
  },
  'pull-request': {
    story: 'production-becomes-a-pull-request',
    turn: '01-bot.md',
    part: /^\[pull request \d+, new: .*\]$/,
    title: 'Pull request',
  },
};

const HEAD = /^\[(?:comment|pull request|issue) [^\n]*\]$/;

/** Where a story's file is, from the root. */
export const pathOf = ({ story, turn }: Pick<SampleSource, 'story' | 'turn'>): string =>
  `test/conversations/${story}/${turn}`;

/** The text of one part of a turn, without its head. Throws when the story does not have it. */
export const readSample = (source: SampleSource): string => {
  const lines = readFileSync(join(ROOT, pathOf(source)), 'utf8').split('\n');
  const start = lines.findIndex((line) => source.part.test(line));
  if (start < 0) throw new Error(`${pathOf(source)} has no part ${String(source.part)}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => HEAD.test(line));
  return (end < 0 ? rest : rest.slice(0, end)).join('\n').trim();
};

/** A sample without the bodies of its folds: what is seen before anything is opened. */
export const withoutFolds = (markdown: string): string =>
  markdown
    .replaceAll(
      /<details><summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g,
      (_, summary: string) => `▸ ${summary.replaceAll(/<\/?b>/g, '**')}  `,
    )
    .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll(/( {2})\n\n(?=▸)/g, '$1\n')
    .trim();

const isText = (line: string): boolean => line !== '' && !/^(?:[-|<#`▸]|> \[!|\d+\.|\[)/.test(line);

/**
 * GitHub breaks the lines of a comment where they end, and joins those of a file: two spaces at the
 * end of a line make it break in both. Fences stay as they are.
 */
export const withHardBreaks = (markdown: string): string => {
  let isFenced = false;
  const lines = markdown.split('\n');
  return lines
    .map((line, at) => {
      if (line.startsWith('```')) isFenced = !isFenced;
      return !isFenced && isText(line) && isText(lines[at + 1] ?? '') ? `${line}  ` : line;
    })
    .join('\n');
};
