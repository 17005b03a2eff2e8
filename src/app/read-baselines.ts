import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ConfigError } from '../config/config-file.ts';
import type { Baseline } from '../review/baseline.ts';
import { layerBaselines } from '../review/layer-baselines.ts';
import { parseBaseline } from '../review/parse-baseline.ts';
import { packageRoot } from './package-root.ts';

/** All baselines of a skills folder, layered; or the first error with file and line. */
export type LoadedBaselines =
  | { readonly ok: true; readonly value: readonly Baseline[] }
  | { readonly ok: false; readonly error: ConfigError };

const listFiles = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.split(sep).at(-1) === 'baseline.yml')
    .toSorted();

const isExtension = (path: string): boolean => path.split(sep)[0] === 'org';

/**
 * Reads every `baseline.yml` below a skills folder. Those below `org/` are extensions, which may
 * only add or tighten; the others are the core.
 */
export const readBaselines = (root: string): LoadedBaselines => {
  const core: Baseline[] = [];
  const extensions: Baseline[] = [];
  for (const path of listFiles(root)) {
    const file = join(root, path);
    const parsed = parseBaseline(readFileSync(file, 'utf8'), relative(process.cwd(), file));
    if (!parsed.ok) return parsed;
    (isExtension(path) ? extensions : core).push(parsed.value);
  }
  return layerBaselines(core, extensions);
};

/** The skills that come with the application, from a clone or from the packed package. */
export const skillsFolder = (): string => join(packageRoot(), 'skills');
