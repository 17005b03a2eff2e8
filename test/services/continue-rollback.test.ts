import { describe, expect, it } from 'vitest';
import { draftContinuation } from '../../src/services/cloudformation-template/continue-rollback.ts';
import type { OwnStack } from '../../src/services/owner.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, taken, taskOf } from './samples.ts';

const TEMPLATE = JSON.stringify({
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs', VisibilityTimeout: 60 } },
  },
});

const stuck = (more: Partial<OwnStack> = {}): OwnStack => ({
  stackName: 'aws-coworker-9-jobs',
  stackId: 'arn:aws:cloudformation:us-east-1:333333333333:stack/aws-coworker-9-jobs/1',
  status: 'UPDATE_ROLLBACK_FAILED',
  hasRole: false,
  parameters: {},
  tags: {},
  templateBody: TEMPLATE,
  resources: [{ logicalId: 'Queue', type: 'AWS::SQS::Queue', physicalId: 'https://q/jobs' }],
  ...more,
});

const draft = (stack: OwnStack, tier: Tier = 'development') =>
  draftContinuation(
    contextFor(taskOf('AWS::CloudFormation::Stack', 'UpdateResource', { name: 'x' }), { tier }),
    stack,
  );

describe('a rollback that failed', () => {
  it('is continued by one sensitive step that names everything that may be set back', () => {
    const [step] = taken(draft(stuck())).steps;
    expect(step).toMatchObject({
      kind: 'operate',
      operation: 'cloudformation:continue-rollback',
      operationClass: 'sensitive',
      stackTemplate: JSON.parse(TEMPLATE),
      inverse: { reversibility: 'irreversible' },
      changes: [{ action: 'change', logicalId: 'Queue', properties: [], losesData: false }],
    });
    const actions = step?.needs.map(({ action }) => action) ?? [];
    expect(actions).toContain('sqs:SetQueueAttributes');
    expect(step?.needs.filter(({ via }) => via === 'direct')).toEqual([]);
  });

  it('takes away what the failed update had made, and says what that loses', () => {
    const extra = { logicalId: 'Table', type: 'AWS::DynamoDB::Table', physicalId: 'carts' };
    const resources = [...stuck().resources, extra];
    const [step] = taken(draft(stuck({ resources }))).steps;
    expect(step && 'changes' in step ? step.changes[1] : undefined).toMatchObject({
      action: 'delete',
      logicalId: 'Table',
      losesData: true,
    });
  });

  it('takes as long as the slowest chain of what waits for each other', () => {
    const Type = 'AWS::SQS::Queue';
    const resources = ['A', 'B', 'C'].map((logicalId) => ({
      logicalId,
      type: Type,
      physicalId: logicalId,
    }));
    const minutes = (waits: boolean): number => {
      const after = (DependsOn: string) => (waits ? { Type, DependsOn } : { Type });
      const template = { Resources: { A: { Type }, B: after('A'), C: after('B') } };
      const templateBody = JSON.stringify(template);
      return taken(draft(stuck({ resources, templateBody }))).steps[0]?.slowestMinutes ?? 0;
    };
    expect(minutes(true)).toBe(3 * minutes(false));
  });

  const unknown = { logicalId: 'X', type: 'AWS::MSK::Cluster', physicalId: 'x' };
  it.each<readonly [string, OwnStack, Tier, string]>([
    ['that has not failed', stuck({ status: 'UPDATE_COMPLETE' }), 'development', 'stack-not-ready'],
    ['with a role', stuck({ hasRole: true }), 'development', 'stack-has-role'],
    ['in staging', stuck(), 'staging', 'no-route'],
    ['of an unread type', stuck({ resources: [unknown] }), 'sandbox', 'template-unsupported'],
    ['without a template', stuck({ templateBody: '[' }), 'sandbox', 'template-unreadable'],
  ])('%s is refused', (_name, stack, tier, code) => {
    const decided = draft(stack, tier);
    expect(decided.ok ? 'planned' : decided.refusal.code).toBe(code);
  });
});
