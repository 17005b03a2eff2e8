import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../source-files.ts';

const spec = readFileSync(join(ROOT, 'sandbox/SPEC.md'), 'utf8');
const folder = join(ROOT, 'test/sandbox');
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && name !== 'spec.test.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

const unique = (found: Iterable<RegExpExecArray>): readonly string[] =>
  [...new Set([...found].map((match) => match[1] ?? ''))].sort();

describe('the specification', () => {
  const clauses = unique(spec.matchAll(/\*\*([A-Z][0-9]+)\*\*/g));
  const named = unique(tests.matchAll(/['"`]([WSAICETROBMPQ][0-9]{1,2}) /g));

  it('has clauses', () => {
    expect(clauses.length).toBeGreaterThan(60);
  });

  it('every clause has a test, and every test a clause', () => {
    expect(named).toEqual(clauses);
  });
});
