import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readBaselines, skillsFolder } from '../app/read-baselines.ts';
import { parseTemplate } from '../plan/parse-template.ts';
import type { Baseline } from '../review/baseline.ts';
import { decideGate } from '../review/gate.ts';
import { errorRow, rowsOf, type ReviewRow } from '../review/review-rows.ts';
import { reviewTemplate } from '../review/review-template.ts';
import { TIERS, type Tier } from '../task/tier.ts';
import { renderReviewTable } from './review-table.ts';

/** Where the command writes; text comes with its line ends. */
export interface ReviewIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Folder of the baselines; the packaged one when left out. */
  readonly skills?: string;
}

const USAGE = `usage: aws-coworker review TEMPLATE... --tier ${TIERS.join('|')} \
[--format table|json] [--skills FOLDER]\n`;

const EXIT = { proceed: 0, blocked: 1, unreadable: 2 } as const;

interface Asked {
  readonly files: readonly string[];
  readonly tier: Tier;
  readonly format: 'table' | 'json';
  readonly skills: string | undefined;
}

const isTier = (text: string | undefined): text is Tier =>
  text === 'unknown' || TIERS.some((tier) => tier === text);

const parseAsked = (args: readonly string[]): Asked | string => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        tier: { type: 'string' },
        format: { type: 'string', default: 'table' },
        skills: { type: 'string' },
      },
    });
    const { tier, format, skills } = values;
    if (positionals.length === 0) return 'no template was named';
    if (!isTier(tier)) return `--tier must be one of ${TIERS.join(', ')}`;
    if (format !== 'table' && format !== 'json') return '--format must be table or json';
    return { files: positionals, tier, format, skills };
  } catch (error) {
    return error instanceof Error ? error.message : 'the arguments can not be read';
  }
};

interface Reviewed {
  readonly rows: readonly ReviewRow[];
  readonly isBlocked: boolean;
}

const unreadable = (file: string, because: string, next: string): Reviewed => ({
  rows: [errorRow(file, because, next)],
  isBlocked: false,
});

const reviewText = (
  file: string,
  text: string,
  by: { readonly tier: Tier; readonly baselines: readonly Baseline[] },
): Reviewed => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return unreadable(file, parsed.refusal.because, 'Mend the template.');
  const findings = reviewTemplate({ template: parsed.value.template, ...by });
  const gate = decideGate(findings, [], by.tier);
  return { rows: rowsOf(file, findings), isBlocked: gate.decision === 'BLOCKED' };
};

const reviewFile = async (
  file: string,
  by: { readonly tier: Tier; readonly baselines: readonly Baseline[] },
): Promise<Reviewed> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    return unreadable(file, `the file can not be read: ${code}`, 'Name a file that can be read.');
  }
  return reviewText(file, text, by);
};

const exitOf = (reviewed: readonly Reviewed[]): number => {
  if (reviewed.some(({ rows }) => rows.some(({ status }) => status === 'ERROR'))) {
    return EXIT.unreadable;
  }
  return reviewed.some(({ isBlocked }) => isBlocked) ? EXIT.blocked : EXIT.proceed;
};

/**
 * `aws-coworker review`: judges given templates as they stand, offline. Exit code 0 when the gate
 * lets all proceed, 1 when it blocks one, 2 when one can not be read or the command is malformed.
 * Standard output of `--format json` is only the array of rows.
 */
export const runReview = async (args: readonly string[], io: ReviewIo): Promise<number> => {
  const asked = parseAsked(args);
  if (typeof asked === 'string') {
    io.err(`${asked}\n${USAGE}`);
    return EXIT.unreadable;
  }
  const loaded = readBaselines(asked.skills ?? io.skills ?? skillsFolder());
  if (!loaded.ok) {
    io.err(`${loaded.error.file}:${loaded.error.line}: ${loaded.error.reason}\n`);
    return EXIT.unreadable;
  }
  const by = { tier: asked.tier, baselines: loaded.value };
  const reviewed: Reviewed[] = [];
  for (const file of asked.files) reviewed.push(await reviewFile(file, by));
  const rows = reviewed.flatMap((one) => one.rows);
  io.out(
    asked.format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : renderReviewTable(rows, asked.tier),
  );
  return exitOf(reviewed);
};
