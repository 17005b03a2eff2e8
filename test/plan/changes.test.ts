import { expect, it } from 'vitest';
import { changesOfPreview } from '../../src/plan/changes.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';

const GROUP = {
  LogicalResourceId: 'LedgerWebGroup',
  PhysicalResourceId: 'sg-0123456789abcdef0',
  ResourceType: 'AWS::EC2::SecurityGroup',
};

it.each([
  ['what is there', { ...GROUP, Action: 'Modify', Replacement: 'False' }, 'sg-0123456789abcdef0'],
  ['what goes', { ...GROUP, Action: 'Remove' }, 'sg-0123456789abcdef0'],
  ['what was deleted outside the stack and is made again', { ...GROUP, Action: 'Add' }, undefined],
])('an id of AWS is that of %s', (_name, ResourceChange, id) => {
  const changes = changesOfPreview([{ Type: 'Resource', ResourceChange }], planKnowledge);
  expect(changes.map((change) => change.physicalId)).toEqual([id]);
});
