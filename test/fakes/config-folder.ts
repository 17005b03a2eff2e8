import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';

/** A configuration folder of one test. */
export interface ConfigFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** Copies the configuration of the repository and replaces files of it, by name. */
export const copyConfig = (files: Readonly<Record<string, string>>): ConfigFolder => {
  const path = mkdtempSync(join(tmpdir(), 'coworker-config-'));
  cpSync(join(ROOT, 'config'), path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
