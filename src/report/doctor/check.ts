/** `skipped`: not looked at, and `found` says why. Only `wrong` keeps the application from work. */
export type CheckState = 'ok' | 'warn' | 'wrong' | 'skipped';

/** One row of the doctor's report. */
export interface Check {
  readonly check: string;
  readonly state: CheckState;
  readonly found: string;
  /** What a person does about it; empty where there is nothing to do. */
  readonly mend: string;
}

/** A check that found everything as it must be. */
export const ok = (check: string, found: string): Check => ({
  check,
  state: 'ok',
  found,
  mend: '',
});

/** A check that was not made, and why. */
export const skipped = (check: string, found: string): Check => ({
  check,
  state: 'skipped',
  found,
  mend: '',
});

/** Something to know; the application works all the same. */
export const warn = (check: string, found: string, mend: string): Check => ({
  check,
  state: 'warn',
  found,
  mend,
});

/** Something that keeps the application, or one of its routes, from work. */
export const wrong = (check: string, found: string, mend: string): Check => ({
  check,
  state: 'wrong',
  found,
  mend,
});

/** Exit code of the command: 1 when something is wrong. */
export const exitOf = (checks: readonly Check[]): 0 | 1 =>
  checks.some(({ state }) => state === 'wrong') ? 1 : 0;
