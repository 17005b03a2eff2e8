import { readFile } from 'node:fs/promises';
import { StartRefused } from '../app/knowledge.ts';
import { readBaselines } from '../app/read-baselines.ts';
import { skillsFolder } from '../app/skills-folder.ts';
import { parseTemplate } from '../plan/parse-template.ts';
import type { Baseline } from '../review/baseline.ts';
import { decideGate } from '../review/gate.ts';
import { errorRow, rowsOf } from '../review/review-rows.ts';
import { reviewTemplate } from '../review/review-template.ts';
import { TIERS, type Tier } from '../task/tier.ts';
import { misused, oneOf, readArguments } from './read-arguments.ts';
import { renderReviewTable, type JudgedFile } from './review-table.ts';
import { neverRows, unknownRows } from './unruled-rows.ts';
import { REVIEW_USAGE } from './usages.ts';

/** Where the command writes, line by line. */
export interface ReviewIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Folder of the baselines; the packaged one when left out. */
  readonly skills?: string;
}

const EXIT = { proceed: 0, blocked: 1, unreadable: 2 } as const;

interface Asked {
  readonly files: readonly string[];
  readonly tier: Tier;
  readonly format: 'table' | 'json';
  readonly skills: string | undefined;
}

const parseAsked = (args: readonly string[]): Asked => {
  const usage = REVIEW_USAGE;
  const { values, positionals } = readArguments(args, {
    usage,
    options: {
      tier: { type: 'string' },
      format: { type: 'string', default: 'table' },
      skills: { type: 'string' },
    },
    mostWords: Infinity,
  });
  if (positionals.length === 0) throw misused('no template was named', usage);
  const tier = oneOf(values.tier, [...TIERS, 'unknown'], { name: '--tier', usage });
  const format = oneOf(values.format, ['table', 'json'], { name: '--format', usage });
  return { files: positionals, tier, format, skills: values.skills };
};

/** The arguments, or the words with which they are refused. */
const readAsked = (args: readonly string[]): Asked | string => {
  try {
    return parseAsked(args);
  } catch (error) {
    if (error instanceof StartRefused) return error.message;
    throw error;
  }
};

const unreadable = (file: string, because: string, next: string): JudgedFile => ({
  file,
  rows: [errorRow(file, because, next)],
  verdict: 'unreadable',
});

const reviewText = (
  file: string,
  text: string,
  by: { readonly tier: Tier; readonly baselines: readonly Baseline[] },
): JudgedFile => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return unreadable(file, parsed.refusal.because, 'Mend the template.');
  const { template } = parsed.value;
  const findings = reviewTemplate({ template, ...by });
  const unruled = { file, template, ...by };
  const never = neverRows(unruled);
  const isBlocked = never.length > 0 || decideGate(findings, [], by.tier).decision === 'BLOCKED';
  return {
    file,
    rows: [...never, ...rowsOf(file, findings), ...unknownRows(unruled)],
    verdict: isBlocked ? 'blocked' : 'may proceed',
  };
};

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'the file may not be read',
};

const reviewFile = async (
  file: string,
  by: { readonly tier: Tier; readonly baselines: readonly Baseline[] },
): Promise<JudgedFile> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const because = UNREADABLE[code] ?? `the file can not be read: ${code}`;
    return unreadable(file, because, 'Name a file that can be read.');
  }
  return reviewText(file, text, by);
};

const exitOf = (judged: readonly JudgedFile[]): number => {
  const has = (verdict: JudgedFile['verdict']): boolean =>
    judged.some((one) => one.verdict === verdict);
  if (has('unreadable')) return EXIT.unreadable;
  return has('blocked') ? EXIT.blocked : EXIT.proceed;
};

/**
 * `aws-coworker review`: judges given templates as they stand, offline. Exit code 0 when the gate
 * lets all proceed, 1 when it blocks one, 2 when one can not be read or the command is malformed.
 * Standard output of `--format json` is only the array of rows.
 */
export const runReview = async (args: readonly string[], io: ReviewIo): Promise<number> => {
  const asked = readAsked(args);
  if (typeof asked === 'string') {
    io.err(asked);
    return EXIT.unreadable;
  }
  const loaded = readBaselines(asked.skills ?? io.skills ?? skillsFolder());
  if (!loaded.ok) {
    io.err(`${loaded.error.file}:${loaded.error.line}: ${loaded.error.reason}`);
    return EXIT.unreadable;
  }
  const by = { tier: asked.tier, baselines: loaded.value };
  const judged: JudgedFile[] = [];
  for (const file of asked.files) judged.push(await reviewFile(file, by));
  const rows = judged.flatMap((one) => one.rows);
  io.out(
    asked.format === 'json' ? JSON.stringify(rows, null, 2) : renderReviewTable(judged, asked.tier),
  );
  return exitOf(judged);
};
