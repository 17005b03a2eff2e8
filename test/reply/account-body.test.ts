import { describe, expect, it } from 'vitest';
import { digestPlan } from '../../src/plan/digest.ts';
import { filesOf } from '../../src/plan/pull-request-files.ts';
import type { Step } from '../../src/plan/step.ts';
import { renderPullRequestBody } from '../../src/reply/pull-request-body.ts';
import * as sample from './samples.ts';

const digested = (isProposed: boolean) => {
  const plan = sample.productionPlan();
  const steps = plan.steps
    .filter((step) => step.kind === 'deploy')
    .map((step): Step => (isProposed ? { ...step, isProposed: true } : step));
  return digestPlan({ ...plan, steps });
};

const bodyOf = (isProposed: boolean): string =>
  renderPullRequestBody({
    ...digested(isProposed),
    review: sample.review(),
    issueNumber: 42,
    protection: { branch: 'trunk', environmentHasReviewers: false, hasDeployWorkflow: true },
    config: sample.CONFIG,
  });

const OF_A_DEPLOYMENT = [
  'Merging to `trunk` deploys it',
  'Residual risk',
  'The deployment refuses files whose hashes',
  '`/rollback` on the issue proposes the inverse',
  '### Change management',
  'The template deploys in a lower tier',
];

describe('the pull request of a new account', () => {
  it('says that merging deploys nothing, and the file of every command is in it', () => {
    const body = bodyOf(true);
    expect(body).toContain('**Merging deploys nothing.**');
    const named = [...body.matchAll(/--template-body file:\/\/([^`]+)`/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(0);
    expect(named).toEqual([...filesOf(digested(true)).keys()]);
  });

  it.each(OF_A_DEPLOYMENT)('says nothing of a deployment that it has not: %s', (words) => {
    expect(bodyOf(true)).not.toContain(words);
    expect(bodyOf(false)).toContain(words);
  });

  it('is the only one that says so', () => {
    expect(bodyOf(false)).not.toContain('Merging deploys nothing');
  });
});

const timed = (slowestMinutes: number, hasDeployWorkflow: boolean): string => {
  const { plan } = digested(false);
  const steps = plan.steps.map((step): Step => ({ ...step, slowestMinutes }));
  return renderPullRequestBody({
    ...digestPlan({ ...plan, steps }),
    review: sample.review(),
    issueNumber: 42,
    protection: { branch: 'trunk', environmentHasReviewers: false, hasDeployWorkflow },
    config: sample.CONFIG,
  });
};

describe('the pull request of what takes long', () => {
  const NEWER = 'update the stack of `AwsCoworkerPipeline` with the present';

  it.each([
    [40, true, false],
    [41, true, true],
    [41, false, true],
  ])('of %s minutes, where a workflow deploys it: %s', (minutes, deploys, isSaid) => {
    const body = timed(minutes, deploys);
    expect(body.includes(NEWER)).toBe(isSaid);
    expect(body.includes(`It can take ${minutes} minutes`)).toBe(isSaid);
  });
});
