import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigError } from '../config/config-file.ts';
import type { Baseline } from '../review/baseline.ts';
import { layerBaselines } from '../review/layer-baselines.ts';
import { parseBaseline } from '../review/parse-baseline.ts';
import { isSameFolder, listNamed, shownPath } from './skills-folder.ts';

/** All baselines of a skills folder, layered; or the first error with file and line. */
export type LoadedBaselines =
  | { readonly ok: true; readonly value: readonly Baseline[] }
  | { readonly ok: false; readonly error: ConfigError };

const isExtension = (path: string): boolean => path.split('/')[0] === 'org';

interface Found {
  readonly file: string;
  readonly isExtension: boolean;
}

const listFiles = (root: string, own: string | undefined): readonly Found[] => {
  const files = listNamed(root, 'baseline.yml').map((path) => ({
    file: join(root, path),
    isExtension: isExtension(path),
  }));
  if (own === undefined || isSameFolder(join(root, 'org'), own)) return files;
  const more = listNamed(own, 'baseline.yml');
  return [...files, ...more.map((path) => ({ file: join(own, path), isExtension: true }))];
};

/**
 * Reads every `baseline.yml` below a skills folder, and below the organization's own folder when it
 * is another one. Those below `org/` are extensions, which may only add or tighten; the others are
 * the core.
 */
export const readBaselines = (root: string, own?: string): LoadedBaselines => {
  const core: Baseline[] = [];
  const extensions: Baseline[] = [];
  for (const found of listFiles(root, own)) {
    const parsed = parseBaseline(readFileSync(found.file, 'utf8'), shownPath(found.file));
    if (!parsed.ok) return parsed;
    (found.isExtension ? extensions : core).push(parsed.value);
  }
  return layerBaselines(core, extensions);
};
