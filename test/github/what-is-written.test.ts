import { assert, property, string, stringMatching, oneof } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWanted, type WrittenKind } from '../../src/github/what-is-written.ts';

const LESSON = 'aws-coworker/lesson-42';
const PAGE = 'skills/org/learned/issue-42/SKILL.md';

interface Given {
  readonly branch?: string;
  readonly content?: string | null;
}

const wanted = (path: string, { branch = LESSON, content = 'x' }: Given = {}) => ({
  branch,
  title: 'Lesson of issue 42',
  body: '',
  commitMessage: '',
  kind: 'lesson' as WrittenKind,
  files: new Map([[path, content]]),
});

const may = (path: string): boolean => {
  try {
    checkWanted(wanted(path));
    return true;
  } catch {
    return false;
  }
};

const allowed = [
  PAGE,
  'skills/org/learned/SKILL.md',
  'skills/org/learned/issue-42/s3/baseline.yml',
  'docs/runbooks/issue-42.md',
];

const refused = [
  '',
  'skills',
  'skills/org/',
  'skills/org/SKILL.md',
  'skills/aws/s3/SKILL.md',
  'skills/core/policies/baseline.yml',
  'skills/org/../aws/s3/SKILL.md',
  'skills/org/learned/../../core/policies/baseline.yml',
  'skills/org/./learned/SKILL.md',
  'skills/org//SKILL.md',
  'skills/org/learned/skill.md',
  'skills/org/learned/SKILL.md/x',
  'skills/org/learned/SKILL.md\n',
  'skills/org/learned\\SKILL.md',
  'skills/org/a/b/c/d/SKILL.md',
  'skills/org/LEARNED/SKILL.md',
  'skills/org/le%61rned/SKILL.md',
  'skills/org/lеarned/SKILL.md',
  'skills/org/.github/SKILL.md',
  'skills/org/learned/run.sh',
  'Skills/org/learned/SKILL.md',
  '/skills/org/learned/SKILL.md',
  '.github/workflows/x.yml',
  '.GITHUB/workflows/x.yml',
  '.github/CODEOWNERS',
  'docs/CODEOWNERS',
  'CODEOWNERS',
  'docs/runbooks/../CODEOWNERS',
  'docs/runbooks/../../.github/CODEOWNERS',
  'docs/runbooks/CODEOWNERS',
  'docs/runbooks/a/b.md',
  'docs/journey.md',
  'infrastructure/111111111111/us-east-1/x.json',
  'config/approvals.yml',
  'package.json',
];

describe('A81 what a lesson may write', () => {
  it.each(allowed)('%s', (path) => {
    expect(may(path)).toBe(true);
  });

  it.each(refused)('not %j', (path) => {
    expect(may(path)).toBe(false);
  });

  it('nothing beside the two folders, whatever anybody writes', () => {
    const path = oneof(
      string({ unit: 'binary' }),
      stringMatching(/^(skills|docs|\.github|org|runbooks|\.\.|SKILL\.md|[/\\.%]){1,8}$/),
    );
    assert(
      property(path, (one) => {
        const isOurs = /^(skills\/org\/|docs\/runbooks\/)/.test(one) && !one.includes('..');
        expect(may(one) && !isOurs).toBe(false);
      }),
    );
  });

  it('it removes nothing, and pushes to a branch of its own only', () => {
    expect(() => checkWanted(wanted(PAGE, { content: null }))).toThrow('would write');
    for (const branch of ['main', 'aws-coworker/issue-42-lesson', `${LESSON}-x`, `${LESSON}\n`]) {
      expect(() => checkWanted(wanted(PAGE, { branch }))).toThrow('would push');
    }
  });

  it('one stray file refuses all of it', () => {
    const files = new Map([
      [PAGE, 'x'],
      ['.github/workflows/x.yml', 'x'],
    ]);
    expect(() => checkWanted({ ...wanted(PAGE), files })).toThrow('would write .github');
  });

  it('a plan writes no lesson, and a lesson no plan', () => {
    const { kind: _, ...plan } = wanted(PAGE, { branch: 'aws-coworker/issue-42-reports' });
    expect(() => checkWanted(plan)).toThrow(`would write ${PAGE}`);
    expect(() => checkWanted({ ...plan, kind: 'plan' })).toThrow(`would write ${PAGE}`);
  });
});
