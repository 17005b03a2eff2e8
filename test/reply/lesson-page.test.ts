import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../knowledge.ts';
import type { Lesson } from '../../src/report/lessons/judge.ts';
import { lessonFiles, type LessonView } from '../../src/reply/lesson-page.ts';
import { extensionsOf } from '../../src/report/lessons/extension.ts';
import { parsePage } from '../../src/review/skills/parse-page.ts';
import { claimsOf, contradictionsOf } from '../review/skills/agreement.ts';

const { baselines } = KNOWLEDGE;
const items = baselines.flatMap((baseline) => baseline.items);

const plan = {
  digest: 'c0accc955545',
  purpose: 'request',
  tier: 'production',
  types: ['AWS::S3::Bucket'],
  skipped: [],
  added: [],
  blocked: [],
} as const;

const viewOf = (lessons: readonly Lesson[], given: Partial<LessonView> = {}): LessonView => ({
  evidence: { issueNumber: 42, plans: [plan], drifts: [], ills: [] },
  lessons,
  extensions: extensionsOf(lessons, baselines),
  ...given,
});

const place = { name: 'org/learned/issue-42', file: 'skills/org/learned/issue-42/SKILL.md' };
const pageOf = (view: LessonView): string => lessonFiles(view).get(place.file) ?? '';

const WORDS = {
  summary: 'a'.repeat(600),
  advice: Array.from({ length: 5 }, () => 'b'.repeat(240)),
};

describe('lessonFiles', () => {
  it('a failure has a runbook beside its page, which says so', () => {
    const view = viewOf([{ kind: 'denied', action: 's3:PutBucketTagging', types: [] }]);
    expect([...lessonFiles(view).keys()]).toEqual([place.file, 'docs/runbooks/issue-42.md']);
    expect(pageOf(view)).toContain('Step by step: `docs/runbooks/issue-42.md`.');
    const runbook = lessonFiles(view).get('docs/runbooks/issue-42.md') ?? '';
    expect(runbook).toMatch(/^# When it fails as in issue 42\n\n\*\*The session for what was/);
    expect(runbook.match(/^\d\. /gm)).toHaveLength(4);
  });

  it('what is learned of an item agrees with its baseline', () => {
    const lessons = items.slice(0, 5).map((item): Lesson => ({
      kind: 'skipped',
      item,
      tier: 'staging',
    }));
    const page = pageOf(viewOf(lessons));
    expect(claimsOf(page).length).toBe(5);
    expect(contradictionsOf(page, baselines)).toEqual([]);
  });

  it('a page is never longer than a page may be, whatever is learned and said', () => {
    const long = items.map((item) => ({ ...item, title: `${item.title} ${'long '.repeat(60)}` }));
    for (let start = 0; start < long.length; start += 12) {
      const lessons = long.slice(start, start + 12).map((item): Lesson => ({
        kind: 'blocked',
        item,
        tier: item.from,
      }));
      const plans = Array.from({ length: 10 }, () => plan);
      const evidence = { issueNumber: 42, plans, drifts: [], ills: [] };
      const view = viewOf(lessons, { evidence, words: WORDS });
      expect(parsePage(pageOf(view), place)).toMatchObject({ ok: true });
      expect(pageOf(view)).toContain(lessons[0]?.kind === 'blocked' ? lessons[0].item.id : '');
    }
  });
});
