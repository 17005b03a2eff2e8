import { expect, it } from 'vitest';
import { collisionLines, type CollisionView } from '../../src/reply/collisions.ts';
import { STACK_TYPE } from '../../src/services/claims.ts';

const stack = (issueNumber: number): CollisionView => ({
  issueNumber,
  type: STACK_TYPE,
  name: 'aws-coworker-1-ledger',
  accountId: '333333333333',
});
const GROUP: CollisionView = { ...stack(2), type: 'AWS::EC2::SecurityGroup', name: 'sg-1' };

const linesOf = (...collisions: readonly CollisionView[]) =>
  collisionLines({ collisions, accounts: [], maskAccountIds: false });

it('a stack is named where nothing else says what both issues touch', () => {
  const [first, second] = linesOf(stack(2), GROUP, stack(3));
  expect(first).toContain('#2 · EC2 security group `sg-1`');
  expect(first).not.toContain(STACK_TYPE);
  expect(second).toContain('#3 · CloudFormation stack `aws-coworker-1-ledger`');
});
