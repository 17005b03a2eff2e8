import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, type ParsedConfig } from '../config/parse-config.ts';

/** Names of a folder's configuration files; examples and hidden files are not configuration. */
const listFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^[^.][^.]*\.ya?ml$/.test(name));

/** Reads a configuration folder. A folder that is not there has no files, and says which miss. */
export const readConfig = (folder: string): ParsedConfig => {
  try {
    const names = listFiles(folder);
    return parseConfig(
      new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const reason = code === 'ENOENT' ? 'there is no such folder' : code;
    return {
      ok: false,
      errors: [{ file: '', line: 1, reason: `${folder} can not be read: ${reason}` }],
    };
  }
};
