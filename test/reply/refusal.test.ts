import { describe, expect, it } from 'vitest';
import { renderPullRequestBody } from '../../src/reply/pull-request-body.ts';
import { renderRefusal } from '../../src/reply/refusal.ts';
import { digestPlan } from '../../src/plan/digest.ts';
import type { RefusalCode } from '../../src/task/refusal.ts';
import * as sample from './samples.ts';

describe('a refusal says its reason once', () => {
  const rows: readonly {
    readonly name: string;
    readonly code: RefusalCode;
    readonly because: string;
    readonly expected: string;
  }[] = [
    {
      name: 'no reason at all',
      code: 'issue-closed',
      because: '',
      expected: '**Not done: `issue-closed`.** The issue is closed.',
    },
    {
      name: 'the rule in the same words',
      code: 'issue-closed',
      because: 'The issue is closed.',
      expected: '**Not done: `issue-closed`.** The issue is closed.',
    },
    {
      name: 'the rule with more to it',
      code: 'approve-by-pull-request',
      because: 'Changes to production are approved on their pull request, never here.',
      expected:
        '**Not done: `approve-by-pull-request`.** ' +
        'Changes to production are approved on their pull request, never here.',
    },
    {
      name: 'something else than the rule',
      code: 'may-not-approve',
      because: '`dana` has *write* here.',
      expected:
        '**Not done: `may-not-approve`.** This person may not approve here.\n\n' +
        '**Why** · `dana` has *write* here.',
    },
  ];

  it.each(rows)('$name', ({ code, because, expected }) => {
    expect(renderRefusal({ code, because, next: 'Wait.' })).toBe(`${expected}\n\n**Next** · Wait.`);
  });
});

it('a refusal lists what stands in the way, each by itself', () => {
  const points = ['`S3-01`: no encryption', '`S3-02`: no versions'];
  const because = 'The review blocks this plan.';
  expect(renderRefusal({ code: 'plan-blocked', because, points, next: 'Wait.' })).toBe(
    '**Not done: `plan-blocked`.** The review blocks this plan.\n\n' +
      '- `S3-01`: no encryption\n- `S3-02`: no versions\n\n**Next** · Wait.',
  );
});

it('a refusal counts by types as people call them', () => {
  const because = '6 of 10 of the type `AWS::SQS::Queue` in dev would be lost.';
  const text = renderRefusal({ code: 'too-many-resources', because, next: 'Wait.' });
  expect(text).toContain('6 of 10 of the type SQS queue in dev would be lost.');
});

describe('the workflow in a pull request', () => {
  const WORKFLOW =
    'on:\n  push:\n    branches: [main]\njobs:\n  staging:\n    environment: staging\n';
  const body = (workflow: string | undefined, hasDeployWorkflow: boolean): string =>
    renderPullRequestBody({
      ...digestPlan(sample.productionPlan()),
      review: sample.review(),
      issueNumber: 42,
      protection: { branch: 'trunk', environmentHasReviewers: true, hasDeployWorkflow },
      config: {
        ...sample.CONFIG,
        pullRequests: { environments: { staging: 'stage-1', production: 'live' } },
      },
      ...(workflow === undefined ? {} : { deployWorkflow: workflow }),
    });

  it('is not printed where the repository has one', () => {
    expect(body(WORKFLOW, true)).not.toContain('environment:');
    expect(body(WORKFLOW, true)).toContain('Merging to `trunk` deploys it');
  });

  it('has the branch and the environments of this repository', () => {
    const text = body(WORKFLOW, false);
    expect(text).toContain('    branches: ["trunk"]\n');
    expect(text).toContain('    environment: "stage-1"\n');
  });

  it('makes room for what must be seen, and is named instead', () => {
    const text = body(`${WORKFLOW}${'# long\n'.repeat(10_000)}`, false);
    expect(text.length).toBeLessThan(62_000);
    expect(text).toContain('`infrastructure/github/aws-coworker-deploy.yml` of AWS Coworker');
    expect(text).toContain('### Digest');
  });

  it('is named where it could not be read', () => {
    expect(body(undefined, false)).toContain('infrastructure/github/aws-coworker-deploy.yml');
  });
});
