import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.ts';
import type { ConfigError } from '../config/parse-config.ts';
import type { Baseline } from '../review/baseline.ts';
import { parseBaseline } from '../review/parse-baseline.ts';
import { readConfig } from './read-config.ts';

/** What the application knows beside its code: the baselines it judges by. */
export interface Knowledge {
  readonly baselines: readonly Baseline[];
}

/** Files that could not be read as they must; the process does not start with one. */
export class StartRefused extends Error {
  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
    this.name = 'StartRefused';
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const spell = ({ file, line, reason }: ConfigError): string => `${file}:${line}: ${reason}`;

/** Reads the configuration folder, or refuses to start with every error. */
export const loadConfig = (folder: string = join(ROOT, 'config')): Config => {
  const parsed = readConfig(folder);
  if (parsed.ok) return parsed.config;
  throw new StartRefused(
    parsed.errors.map((error) => spell({ ...error, file: join(folder, error.file) })),
  );
};

const baselineFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name, 'baseline.yml'))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .sort();

/** Reads the baselines of `skills/aws`, or refuses to start with every error. */
export const readKnowledge = (folder: string = join(ROOT, 'skills', 'aws')): Knowledge => {
  const parsed = baselineFiles(folder).map((path) =>
    parseBaseline(readFileSync(path, 'utf8'), path),
  );
  const errors = parsed.flatMap((one) => (one.ok ? [] : [spell(one.error)]));
  if (errors.length > 0) throw new StartRefused(errors);
  return { baselines: parsed.flatMap((one) => (one.ok ? [one.value] : [])) };
};
