import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { REFUSALS } from '../../src/task/refusal.ts';
import { CLAUSES } from '../conversations/clauses.ts';
import { ROOT } from '../source-files.ts';
import { mismatches } from './configuration.ts';
import { emptyClauses } from './coverage.ts';
import { documentedVariables, readVariables } from './environment.ts';
import { PAGES } from './pages.ts';
import { withHardBreaks, withoutFolds } from './samples.ts';
import { readStories } from './stories.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('generated files', () => {
  it.each(Object.keys(PAGES))('%s is what `npm run docs` writes', (path) => {
    expect(read(path)).toBe(PAGES[path]?.());
  });
});

describe('what the documents say of the code', () => {
  it('every configuration key has words, and no words are without a key', () => {
    expect(mismatches()).toEqual([]);
  });

  it('every environment variable that is read is documented', () => {
    expect(documentedVariables()).toEqual(readVariables());
  });

  it('the README names every permission of the application, and why', () => {
    const { default_permissions: rights } = parseDocument(read('app.yml')).toJS() as {
      readonly default_permissions: Readonly<Record<string, string>>;
    };
    const rows = [...read('README.md').matchAll(/^\| `(\w+: \w+)` \| \S.* \|$/gm)];
    const wanted = Object.entries(rights).map(([name, level]) => `${name}: ${level}`);
    expect(rows.map(([, right]) => right)).toEqual(wanted);
  });

  it('stories name clauses and refusals that exist', () => {
    const isKnown = (one: string): boolean =>
      Object.hasOwn(CLAUSES, one) || Object.hasOwn(REFUSALS, one);
    const wrong = readStories().flatMap(({ name, clauses, refusals }) =>
      clauses.concat(refusals).flatMap((one) => (isKnown(one) ? [] : `${name} ${one}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('every clause has a story', () => {
    expect(emptyClauses()).toEqual([]);
  });
});

const markdown = [
  'README.md',
  'infrastructure/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

const linksOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^https?:/.test(target));

describe('links', () => {
  it.each(markdown)('%s leads only to files that are there', (path) => {
    const broken = linksOf(path).filter(
      (target) => !existsSync(join(ROOT, normalize(join(dirname(path), target)))),
    );
    expect(broken).toEqual([]);
  });
});

describe('withoutFolds', () => {
  const rows = [
    { name: 'nothing to fold', text: 'a\n\nb', expected: 'a\n\nb' },
    {
      name: 'a fold leaves its title',
      text: 'a\n\n<details><summary><b>T</b> · 1</summary>\n\nlong\n\n</details>\n\nb',
      expected: 'a\n\n▸ **T** · 1  \n\nb',
    },
    { name: 'marks go', text: '<!-- x -->\na', expected: 'a' },
  ];
  it.each(rows)('$name', ({ text, expected }) => {
    expect(withoutFolds(text)).toBe(expected);
  });
});

describe('withHardBreaks', () => {
  const rows = [
    { name: 'nothing', text: '', expected: '' },
    { name: 'lines of a paragraph break', text: 'a\nb\n\nc', expected: 'a  \nb\n\nc' },
    { name: 'a fence stays', text: '```\na\nb\n```', expected: '```\na\nb\n```' },
    { name: 'a list and a table stay', text: '- a\n- b\n| c |', expected: '- a\n- b\n| c |' },
  ];
  it.each(rows)('$name', ({ text, expected }) => {
    expect(withHardBreaks(text)).toBe(expected);
  });
});

describe('workflows', () => {
  const files = ['.github/workflows/ci.yml', 'infrastructure/github/aws-coworker-deploy.yml'];

  it.each(files)('%s is YAML, pinned by SHA, and runs no text of an event', (path) => {
    const text = read(path);
    expect(parseDocument(text).errors).toEqual([]);
    for (const [, used] of text.matchAll(/uses: (\S+)/g)) expect(used).toMatch(/@[0-9a-f]{40}$/);
    for (const [run] of text.matchAll(/run: .*(?:\n {10,}.*)*/g)) expect(run).not.toContain('${{');
    expect(text).not.toContain('pull_request_target');
    expect(text).not.toMatch(/secrets\./);
  });

  it('the deployment gives its token to jobs with an environment, and to no pull request', () => {
    const workflow = parseDocument(read(files[1] ?? '')).toJS() as {
      readonly on: Readonly<Record<string, unknown>>;
      readonly permissions: object;
      readonly jobs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    expect(Object.keys(workflow.on)).toEqual(['push']);
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const hasToken = JSON.stringify(job['permissions']).includes('id-token');
      expect([name, hasToken, job['environment']]).toEqual(
        name === 'list' ? [name, false, undefined] : [name, true, name],
      );
    }
  });
});
