import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgedResource } from '../../../src/report/health/judge.ts';
import {
  placeKey,
  planHealthIssues,
  type HealthAction,
  type HealthIssue,
  type HealthLook,
} from '../../../src/report/health/plan-issues.ts';

const NOW = '2026-01-05T10:00:00.000Z';
const NOW_MS = Date.parse(NOW);
const HOUR_MS = 3_600_000;

type Status = JudgedResource['status'];

const judged = (name: string, status: Status = 'Unhealthy', accountId = '1'): JudgedResource => ({
  id: name,
  arn: `arn:${accountId}:${name}`,
  name,
  resourceType: 'AWS::Lambda::Function',
  region: 'us-east-1',
  accountId,
  status,
  evidence:
    status === 'Unhealthy' || status === 'Degraded'
      ? [{ rule: 'errors', severity: status, seen: '9 %', limit: '', detail: 'x', heal: 'y' }]
      : [],
  unknown: status === 'Unknown' ? ['errors'] : [],
});

const PLACE = placeKey(judged('any'));

/** A look that saw the whole place and was asked about everything that has an issue. */
const look = (
  found: readonly JudgedResource[],
  issues: readonly HealthIssue[] = [],
  given: Partial<HealthLook> = {},
): HealthLook => ({
  judged: found,
  looked: [PLACE],
  watched: issues.flatMap(({ members }) => members.map(({ arn }) => arn)),
  ...given,
});

/** What the issues are after some actions were carried out. */
const after = (
  issues: readonly HealthIssue[],
  actions: readonly HealthAction[],
  openedAt = NOW,
): readonly HealthIssue[] => {
  const kept = new Map(issues.map((one) => [one.key, one]));
  for (const { act, key, kind, accountId, members, issue } of actions) {
    const isNew = act === 'open' || act === 'reopen';
    kept.set(key, {
      key,
      kind,
      accountId,
      members,
      number: issue?.number ?? kept.size + 1,
      isOpen: act !== 'close',
      episode: (issue?.episode ?? 0) + (isNew ? 1 : 0),
      openedAt: isNew || issue === undefined ? openedAt : issue.openedAt,
    });
  }
  return [...kept.values()];
};

const say = (actions: readonly HealthAction[]): readonly string[] =>
  actions.map(({ act, key, members }) =>
    key.startsWith('group') ? `${act} ${key}: ${members.length}` : `${act} ${key}`,
  );

const many = (count: number, accountId = '1'): readonly JudgedResource[] =>
  Array.from({ length: count }, (_, at) => judged(`f${at}`, 'Unhealthy', accountId));

const opened = (found: readonly JudgedResource[]): readonly HealthIssue[] =>
  after([], planHealthIssues(look(found), [], NOW_MS));

describe('what becomes of the issues', () => {
  it('nothing ill, nothing to do', () => {
    expect(planHealthIssues(look([judged('a', 'Healthy')]), [], NOW_MS)).toEqual([]);
    expect(planHealthIssues(look([judged('a', 'Unknown')]), [], NOW_MS)).toEqual([]);
  });

  it('one issue each, and none again', () => {
    const found = [judged('a'), judged('b', 'Degraded')];
    expect(say(planHealthIssues(look(found), [], NOW_MS))).toEqual([
      'open arn:1:a',
      'open arn:1:b',
    ]);
    const issues = opened(found);
    expect(planHealthIssues(look(found, issues), issues, NOW_MS)).toEqual([]);
  });

  it('ten in an hour and account, the rest in one', () => {
    const found = [...many(12), ...many(10, '2')];
    expect(
      say(planHealthIssues(look(found), [], NOW_MS)).filter((one) => /group/.test(one)),
    ).toEqual(['open group 1: 2']);
    const ten = opened(many(10));
    const next = look([...many(10), judged('late')], ten);
    expect(say(planHealthIssues(next, ten, NOW_MS))).toEqual(['open group 1: 1']);
    expect(say(planHealthIssues(next, ten, NOW_MS + HOUR_MS))).toEqual(['open arn:1:late']);
  });

  it('what becomes ill later joins the group that is open', () => {
    const issues = opened(many(12));
    const found = [...many(12), judged('late')];
    expect(say(planHealthIssues(look(found, issues), issues, NOW_MS))).toEqual([
      'update group 1: 3',
    ]);
  });

  it('a group whose members are all well stays for those who come at the same time', () => {
    const issues = opened(many(12));
    const found = many(12).map((one, at) => (at < 10 ? one : judged(one.name, 'Healthy')));
    const actions = planHealthIssues(look([...found, judged('late')], issues), issues, NOW_MS);
    expect(say(actions)).toEqual(['update group 1: 1']);
  });

  it('a group is none of the ten', () => {
    const ago = (ms: number): string => new Date(NOW_MS - ms).toISOString();
    const issues = opened(many(12)).map((one) => ({
      ...one,
      openedAt: ago(one.kind === 'group' ? HOUR_MS / 2 : 2 * HOUR_MS),
    }));
    const late = Array.from({ length: 10 }, (_, at) => judged(`late${at}`));
    const actions = planHealthIssues(look([...many(12), ...late], issues), issues, NOW_MS);
    expect(say(actions)).toEqual(late.map(({ arn }) => `open ${arn}`));
  });

  it('closes on recovery, opens again when it comes back', () => {
    const issues = opened([judged('a')]);
    const well = look([judged('a', 'Healthy')], issues);
    const closing = planHealthIssues(well, issues, NOW_MS);
    expect(say(closing)).toEqual(['close arn:1:a']);
    const closed = after(issues, closing);
    expect(planHealthIssues(well, closed, NOW_MS)).toEqual([]);
    const again = planHealthIssues(look([judged('a')], closed), closed, NOW_MS);
    expect(say(again)).toEqual(['reopen arn:1:a']);
    expect(after(closed, again)[0]).toMatchObject({ episode: 2, number: 1, isOpen: true });
  });

  it('a group loses who is well, closes with the last one, and opens again', () => {
    const issues = opened(many(12));
    const well = (from: number) =>
      many(12).map((one, at) => (at >= from ? judged(one.name, 'Healthy') : one));
    const less = planHealthIssues(look(well(11), issues), issues, NOW_MS);
    expect(say(less)).toEqual(['update group 1: 1']);
    const none = planHealthIssues(look(well(10), issues), issues, NOW_MS);
    expect(say(none)).toEqual(['close group 1: 2']);
    const closed = after(issues, none);
    expect(say(planHealthIssues(look(many(12), closed), closed, NOW_MS))).toEqual([
      'reopen group 1: 2',
    ]);
  });

  it('who nobody could judge stays as it is', () => {
    const issues = opened([judged('a')]);
    expect(planHealthIssues(look([judged('a', 'Unknown')], issues), issues, NOW_MS)).toEqual([]);
  });

  it('who is gone is gone only where the place was seen and the look knew of it', () => {
    const issues = opened([judged('a')]);
    expect(say(planHealthIssues(look([], issues), issues, NOW_MS))).toEqual(['close arn:1:a']);
    expect(planHealthIssues(look([], issues, { looked: [] }), issues, NOW_MS)).toEqual([]);
    expect(planHealthIssues(look([], issues, { watched: [] }), issues, NOW_MS)).toEqual([]);
  });

  it('another value is not written again, another rule or state is', () => {
    const issues = opened([judged('a', 'Degraded')]);
    const [one] = judged('a', 'Degraded').evidence;
    if (one === undefined) throw new Error('no evidence');
    const now = (evidence: JudgedResource['evidence'], status: Status = 'Degraded') =>
      say(planHealthIssues(look([{ ...judged('a'), status, evidence }], issues), issues, NOW_MS));
    expect(now([{ ...one, seen: '12 %' }])).toEqual([]);
    expect(now([one, { ...one, rule: 'throttles' }])).toEqual(['update arn:1:a']);
    expect(now([one], 'Unhealthy')).toEqual(['update arn:1:a']);
  });

  it('done in parts, by whichever node, it comes to the same and then rests', () => {
    const statuses = fc.array(
      fc.constantFrom<Status>('Unhealthy', 'Degraded', 'Healthy', 'Unknown'),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(
        fc.array(statuses, { maxLength: 5 }),
        fc.integer({ min: 1, max: 7 }),
        (looks, part) => {
          let issues: readonly HealthIssue[] = [];
          for (const states of looks) {
            const found = states.map((status, at) => judged(`f${at}`, status, `${at % 2}`));
            const seen = look(found, issues, { looked: [] });
            for (let turn = 0; turn < 100; turn += 1) {
              const actions = planHealthIssues(seen, issues, NOW_MS);
              if (actions.length === 0) break;
              issues = after(issues, actions.slice(0, part));
            }
            expect(planHealthIssues(seen, issues, NOW_MS)).toEqual([]);
            const told = issues.filter(({ isOpen }) => isOpen).flatMap(({ members }) => members);
            expect(new Set(told.map(({ arn }) => arn)).size).toBe(told.length);
            const ill = found.filter(({ evidence }) => evidence.length > 0);
            expect(told.map(({ arn }) => arn)).toEqual(
              expect.arrayContaining(ill.map(({ arn }) => arn)),
            );
            const singles = issues.filter(({ kind }) => kind === 'single');
            for (const account of ['0', '1']) {
              expect(singles.filter((one) => one.accountId === account).length).toBeLessThanOrEqual(
                10,
              );
            }
          }
        },
      ),
    );
  });
});
