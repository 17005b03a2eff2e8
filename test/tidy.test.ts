import { expect, describe, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { listSources, ROOT, type SourceFile } from './source-files.ts';
import { functionsOf } from './functions-of.ts';

const LIMITS = { functionLines: 60, fileLines: 250, parameters: 3, nesting: 3, columns: 100 };

const sources = listSources('src', 'sandbox');
const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && path !== 'package-lock.json');

/** A flat table may be as long as it needs: files that hold almost only literal rows. */
const isTable = (file: SourceFile): boolean => /^\/\*\* (Table|A flat table)/m.test(file.text);

const rows = (file: SourceFile): readonly string[] => file.text.split('\n');

describe('tidy', () => {
  it(`files have at most ${LIMITS.fileLines} lines`, () => {
    const wrong = sources.filter((f) => rows(f).length > LIMITS.fileLines + 1 && !isTable(f));
    expect(wrong.map((f) => `${f.path}: ${rows(f).length}`)).toEqual([]);
  });

  it(`lines have at most ${LIMITS.columns} columns`, () => {
    const wrong = sources.flatMap((f) =>
      rows(f).flatMap((row, i) => (row.length > LIMITS.columns ? [`${f.path}:${i + 1}`] : [])),
    );
    expect(wrong).toEqual([]);
  });

  it('functions are short, shallow and take few parameters', () => {
    const wrong = sources.flatMap((file) =>
      functionsOf(file).flatMap((fn) => [
        ...(fn.lines > LIMITS.functionLines ? [`${file.path}:${fn.line} ${fn.lines} lines`] : []),
        ...(fn.parameters > LIMITS.parameters
          ? [`${file.path}:${fn.line} ${fn.parameters} parameters`]
          : []),
        ...(fn.nesting > LIMITS.nesting ? [`${file.path}:${fn.line} nesting ${fn.nesting}`] : []),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  it('names say what a thing does, and nothing is left unfinished', () => {
    const words = /\b(TODO|FIXME|XXX|HACK)\b|\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)/;
    const names =
      /\b(function|const)\s+(get|handle|process|manage|do)(?!Of\b)[A-Z]\w*\s*(=\s*(async\s*)?\(|\()/;
    const wrong = sources.flatMap((f) =>
      rows(f).flatMap((row, i) =>
        words.test(row) || names.test(row) ? [`${f.path}:${i + 1} ${row.trim()}`] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('files are kebab-case and have named exports only', () => {
    const wrong = sources.filter(
      (f) =>
        !/^[a-z0-9-]+(\.test)?\.ts$/.test(f.path.split('/').at(-1) ?? '') ||
        (/^export default/m.test(f.text) && f.path !== 'src/index.ts'),
    );
    expect(wrong.map((f) => f.path)).toEqual([]);
  });

  it('every exported function of src has a docstring', () => {
    const wrong = sources
      .filter((f) => f.path.startsWith('src/'))
      .flatMap((f) =>
        rows(f).flatMap((row, i) =>
          /^export (async )?(function|const \w+( *:[^=]+)? = (async )?\()/.test(row) &&
          !/\*\/\s*$/.test(rows(f)[i - 1] ?? '')
            ? [`${f.path}:${i + 1}`]
            : [],
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('tests use no module mock, no sleep and are not skipped', () => {
    const bad = /vi\.mock\(|\.(only|skip|todo)\(|setTimeout\([^)]*, *[0-9]{3,}/;
    const wrong = listSources('test').filter(
      (f) => bad.test(f.text) && f.path !== 'test/tidy.test.ts',
    );
    expect(wrong.map((f) => f.path)).toEqual([]);
  });

  it('no committed file names a machine, a registry or a secret', () => {
    const bad = new RegExp(
      [
        String.raw`(^|[\s"'\`(=])/(work|root|home)/[A-Za-z0-9._-]+`,
        'registry' + String.raw`\.npmjs\.org`,
        String.raw`-----BEGIN (RSA |EC )?PRIVATE\x20KEY-----`,
      ].join('|'),
      'm',
    );
    const wrong = tracked.filter((path) => {
      if (/\.(png|tgz)$/.test(path)) return false;
      return bad.test(readFileSync(join(ROOT, path), 'utf8'));
    });
    expect(wrong).toEqual([]);
  });
});
