import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a trailing slash removed. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below some folders of the project. */
export const listSources = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('node_modules'))
      .sort()
      .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') })),
  );

/** The module names a file imports, type imports included, in order. */
export const importsOf = (file: SourceFile): readonly string[] => [
  ...[...file.text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  ),
  ...[...file.text.matchAll(/\bimport\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
  ...[...file.text.matchAll(/(?:^|\n)import\s+'([^']+)'/g)].map((match) => match[1] ?? ''),
];
