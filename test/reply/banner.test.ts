import { describe, expect, it } from 'vitest';
import { renderBanner, saysOver, type Banner } from '../../src/reply/banner.ts';

const OUTCOMES = ['done', 'failed', 'refused', 'partly', 'cancelled'] as const;
const NEWS = ['proposed', 'merged', 'closed', 'pushed', 'deployed', 'deployment-failed'] as const;
const PLAN = '<!-- aws-coworker:plan -->\n## Plan `abc`';

const over: readonly Banner[] = [
  ...OUTCOMES.map((outcome) => ({ kind: 'ended', outcome }) as const),
  ...NEWS.map((kind) => ({ kind, pullRequest: 7 })),
  { kind: 'refused', refusal: { code: 'route-unprotected', because: 'x', next: 'y' } },
  { kind: 'cancelled', by: 'olivia' },
  { kind: 'rejected', by: 'olivia', reason: 'no' },
  { kind: 'stale' },
  { kind: 'expired' },
  { kind: 'superseded' },
  { kind: 'repository-public' },
];

describe('a comment says that its plan is over', () => {
  it.each(over)('A42 by the banner $kind', (banner) => {
    expect(saysOver(`${renderBanner(banner)}\n\n${PLAN}`)).toBe(true);
    expect(saysOver(`${renderBanner(banner)}\n\n${PLAN}`.replaceAll('\n', '\r\n'))).toBe(true);
  });

  it.each([
    ['nothing', PLAN],
    ['a plan that runs', `${renderBanner({ kind: 'running', journal: [] })}\n\n${PLAN}`],
    ['other words in a banner', `> [!TIP]\n> **Ready.**\n\n${PLAN}`],
    ['the banner below the plan', `${PLAN}\n\n${renderBanner({ kind: 'expired' })}`],
    ['the words without a banner', `**Done.**\n\n${PLAN}`],
  ])('A42 and not by %s', (_, body) => {
    expect(saysOver(body)).toBe(false);
  });
});
