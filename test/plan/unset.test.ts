import { expect, it } from 'vitest';
import { changesOfPreview } from '../../src/plan/changes.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { change, known } from './fixtures.ts';

const unsetOf = (target: JsonObject): unknown => {
  const row = change('Modify', {
    LogicalResourceId: 'Instance',
    ResourceType: 'AWS::EC2::Instance',
    Replacement: 'False',
    Details: [{ Target: { Attribute: 'Properties', Path: '/Properties/Monitoring', ...target } }],
  });
  return changesOfPreview([row], known)[0]?.properties[0]?.unset;
};

it.each([
  { name: 'nothing is said', target: {}, expected: undefined },
  {
    name: 'a word nobody has heard of',
    target: { AttributeChangeType: 'Bend' },
    expected: undefined,
  },
  { name: 'a value is hidden', target: { AttributeChangeType: 'Modify' }, expected: undefined },
  {
    name: 'set for the first time',
    target: { AttributeChangeType: 'Add', AfterValue: 'true' },
    expected: 'before',
  },
  {
    name: 'taken away',
    target: { AttributeChangeType: 'Remove', BeforeValue: 'true' },
    expected: 'after',
  },
  {
    name: 'a value before an addition is kept',
    target: { AttributeChangeType: 'Add', BeforeValue: 'false', AfterValue: 'true' },
    expected: undefined,
  },
])('$name', ({ target, expected }) => {
  expect(unsetOf(target)).toBe(expected);
});
