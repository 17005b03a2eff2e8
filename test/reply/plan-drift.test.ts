import { describe, expect, it } from 'vitest';
import { digestPlan } from '../../src/plan/digest.ts';
import type { StackDrift } from '../../src/plan/drift.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Step } from '../../src/plan/step.ts';
import { renderDrift } from '../../src/reply/plan-drift.ts';
import { renderPullRequestBody } from '../../src/reply/pull-request-body.ts';
import { deployStep, removeStep, updateStep } from '../execute/fixtures.ts';
import * as sample from './samples.ts';

const DRIFTED: StackDrift = {
  status: 'DRIFTED',
  resources: [
    {
      logicalId: 'Reports',
      type: 'AWS::S3::Bucket',
      status: 'MODIFIED',
      properties: [{ path: '/Properties/Size', actual: 3, deployed: 1, after: 2 }],
    },
  ],
  unknown: [],
};

const SINCE = [{ part: 'parameter', name: 'Days', how: 'added' }] as const;

const drifted = updateStep({ drift: DRIFTED });
const unread = updateStep({
  drift: { status: 'IN_SYNC', resources: [], unknown: [] },
  live: [{ logicalId: 'Reports', type: 'AWS::S3::Bucket', physicalId: 'r', found: 'unread' }],
});

const ROWS: readonly (readonly [string, Step, Plan['route'], readonly string[]])[] = [
  ['nothing of a new stack', deployStep(), 'execute', []],
  ['nothing of a deletion that is no rollback', removeStep(), 'execute', []],
  [
    'what is set back here',
    drifted,
    'execute',
    [
      '**Changed outside the stack: 1 resource.**',
      'this plan sets back what is listed',
      'is `3` · the stack says `1` · will be `2`',
      'It is read again just before execution',
    ],
  ],
  [
    'what a pipeline leaves as it is',
    drifted,
    'pull-request',
    [
      '**Changed outside the stack: 1 resource.**',
      'the deployment sets back only properties that it changes itself',
      'is `3` · the stack says `1` · the new template says `2`',
      'the deployment does not read it again',
    ],
  ],
  ['what is not read again here', unread, 'execute', ['**Not read again** just before execution']],
  ['nothing of that in a pipeline', unread, 'pull-request', []],
  [
    'a rolled back stack that is as it was left',
    removeStep({ since: [] }),
    'execute',
    ['is **as the undone plan left it**', 'was not compared, because a deletion has no change set'],
  ],
  [
    'a rolled back stack that is not',
    removeStep({ since: SINCE }),
    'execute',
    ['**Not as the undone plan left it: stack', 'all of it goes', '- parameter `Days` was added'],
  ],
  [
    'an update that is undone with what came after it',
    { ...drifted, since: SINCE },
    'execute',
    ['this plan sets it back as well', '- parameter `Days` was added', 'will be `2`'],
  ],
];

describe('renderDrift', () => {
  it.each(ROWS)('tells %s', (_, step, route, parts) => {
    const text = renderDrift({ steps: [step], route });
    if (parts.length === 0) expect(text).toBe('');
    for (const part of parts) expect(text).toContain(part);
  });

  it.each(ROWS.filter(([, , route]) => route === 'pull-request'))(
    'A53 the pull request tells %s, above all that may be cut',
    (_, step, route, parts) => {
      const body = renderPullRequestBody({
        ...digestPlan({ ...sample.productionPlan(), steps: [step], route }),
        review: sample.blockedReview(),
        issueNumber: 42,
        protection: { branch: 'main', environmentHasReviewers: true, hasDeployWorkflow: true },
        config: sample.CONFIG,
      });
      const told = renderDrift({ steps: [step], route });
      expect(body.includes('### What was changed since')).toBe(parts.length > 0);
      expect(body).toContain(told);
      for (const part of parts)
        expect(body.indexOf(part)).toBeLessThan(body.indexOf('### Changes'));
    },
  );
});
