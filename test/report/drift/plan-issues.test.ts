import { describe, expect, it } from 'vitest';
import type { JudgedStack } from '../../../src/services/stack-drift/judge.ts';
import {
  planDriftIssues,
  type DriftIssue,
  type DriftLook,
} from '../../../src/report/drift/plan-issues.ts';
import { DEV, REGION } from '../../services/samples.ts';

const PLACE = `${DEV} ${REGION}`;

const stack = (status: JudgedStack['status'], part: Partial<JudgedStack> = {}): JudgedStack => ({
  stackId: 'one',
  stackName: 'aws-coworker-1-one',
  accountId: DEV,
  region: REGION,
  status,
  resources: [],
  untold: [],
  because: '',
  ...part,
});

const look = (stacks: readonly JudgedStack[], part: Partial<DriftLook> = {}): DriftLook => ({
  stacks,
  failed: [],
  looked: [PLACE],
  watched: ['one'],
  lookedAt: '2026-11-20T17:00:00Z',
  ...part,
});

const issue = (part: Partial<DriftIssue> = {}): DriftIssue => ({
  key: 'one',
  number: 7,
  isOpen: true,
  episode: 1,
  stacks: [stack('DRIFTED')],
  failed: [],
  ...part,
});

const gone = {
  logicalId: 'A',
  physicalId: 'a',
  type: 'T',
  status: 'DELETED',
  properties: [],
} as const;
const unseen = { place: 'athena-dev us-east-1', because: 'denied' };
const unknown = issue({ key: 'unknown', number: 8, stacks: [stack('UNKNOWN')] });

type Row = readonly [string, DriftLook, readonly DriftIssue[], readonly string[]];

const rows: readonly Row[] = [
  ['nothing to do', look([]), [], []],
  ['in sync and no issue', look([stack('IN_SYNC')]), [], []],
  ['drifted and no issue', look([stack('DRIFTED')]), [], ['open one']],
  ['drifted as it was', look([stack('DRIFTED')]), [issue()], []],
  ['drifted further', look([stack('DRIFTED', { resources: [gone] })]), [issue()], ['update one']],
  ['in sync again', look([stack('IN_SYNC')]), [issue()], ['close one']],
  ['in sync, closed before', look([stack('IN_SYNC')]), [issue({ isOpen: false })], []],
  ['drifted again', look([stack('DRIFTED')]), [issue({ isOpen: false })], ['reopen one']],
  [
    'drifted, and set back since the look began',
    look([stack('DRIFTED')]),
    [issue({ settledAt: '2026-11-20T18:00:00Z' })],
    [],
  ],
  [
    'drifted as it was, after it had been set back',
    look([stack('DRIFTED')]),
    [issue({ settledAt: '2026-11-20T16:00:00Z' })],
    ['reopen one'],
  ],
  ['unknown closes nothing', look([stack('UNKNOWN')]), [issue()], ['open unknown']],
  ['gone where it was looked', look([]), [issue()], ['close one']],
  ['not there where nobody looked', look([], { looked: [] }), [issue()], []],
  ['opened after the look was asked for', look([], { watched: [] }), [issue()], []],
  ['a place unseen', look([], { failed: [unseen], looked: [] }), [issue()], ['open unknown']],
  ['unknown as it was', look([stack('UNKNOWN')]), [unknown], []],
  [
    'unknown for another reason',
    look([stack('UNKNOWN', { because: 'request 5 failed' })]),
    [unknown],
    [],
  ],
  ['told again', look([stack('IN_SYNC')]), [unknown], ['close unknown']],
  ['unknown again', look([stack('UNKNOWN')]), [{ ...unknown, isOpen: false }], ['reopen unknown']],
  [
    'what closes comes first',
    look([stack('IN_SYNC'), stack('DRIFTED', { stackId: 'two' })]),
    [issue()],
    ['close one', 'open two'],
  ],
];

describe('what is to be done to the issues', () => {
  it.each(rows)('%s', (_, given, issues, expected) => {
    const actions = planDriftIssues(given, issues);
    expect(actions.map(({ act, key }) => `${act} ${key}`)).toEqual(expected);
  });

  it('done once, the same look asks for nothing more', () => {
    const given = look([stack('DRIFTED'), stack('UNKNOWN', { stackId: 'two' })]);
    const done = planDriftIssues(given, []).map(({ key, stacks, failed }) =>
      issue({ key, stacks, failed }),
    );
    expect(planDriftIssues(given, done)).toEqual([]);
  });
});
