import { describe, expect, it } from 'vitest';
import { updateSummaryOf } from '../../src/services/stack-drafts.ts';
import { withUpdateWords } from '../../src/services/update-words.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { draft } from '../plan/fixtures.ts';
import { task } from './samples.ts';

const OWN = 'aws-coworker-42-shop-web';

const wordsOf = (one: MutationTask, stackName = OWN, summary = updateSummaryOf(stackName)) =>
  withUpdateWords([{ draft: { ...draft, taskIds: [one.id], stackName, summary }, phase: 1 }], {
    issueNumber: 42,
    tasks: [one],
  }).map(({ draft: step }) => step.summary);

const balancer = (taskType: MutationTask['taskType']): MutationTask =>
  task('AWS::ElasticLoadBalancingV2::LoadBalancer', { name: 'shop-web' }, { taskType });

describe('what an update of a stack is called', () => {
  it.each([
    ['what is changed', balancer('UpdateResource'), OWN, 'update load balancer shop-web'],
    ['what is asked for again', balancer('CreateResource'), OWN, 'update load balancer shop-web'],
    [
      'what joins the stack of something else',
      balancer('CreateResource'),
      'aws-coworker-7-ledger',
      'create load balancer shop-web',
    ],
    ['what leaves its stack', balancer('DeleteResource'), OWN, 'delete load balancer shop-web'],
  ])('%s', (_, one, stackName, said) => {
    expect(wordsOf(one, stackName)).toEqual([said]);
  });

  it('stays what its service called it', () => {
    const said = 'rotate it every 30 days';
    expect(wordsOf(balancer('UpdateResource'), OWN, said)).toEqual([said]);
  });
});
