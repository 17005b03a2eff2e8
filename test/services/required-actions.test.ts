import { describe, expect, it } from 'vitest';
import { REQUIRED_ACTIONS, requiredActions } from '../../sandbox/required-actions.ts';
import type { ChangeAction } from '../../src/plan/change.ts';
import { tabledTypes, typeTableOf } from '../../src/services/type-tables.ts';
import { account, REGION, sure } from './samples.ts';

/**
 * Two tables of the same thing, written apart: what the sandbox demands of a session and what the
 * reviewed table asks for. Here each property alone must not leave a demand unmet. Types whose
 * actions depend on what a property holds (roles, code) are compared by whole stacks instead.
 */
const types = tabledTypes()
  .filter((type) => REQUIRED_ACTIONS[type] !== undefined)
  .filter((type) => /^AWS::(S3|SNS|DynamoDB|CloudWatch|SQS)::/.test(type));

const granted = (type: string, action: ChangeAction, names: readonly string[]) => {
  const table = sure(typeTableOf(type));
  const needs = table.needs({
    type,
    logicalId: 'Thing',
    action,
    properties: Object.fromEntries(names.map((name) => [name, 'x'])),
    changedProperties: names,
    physicalId: 'thing',
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-thing',
  });
  return new Set(needs.map((need) => need.action));
};

const CALLS = [
  ['create', 'create'],
  ['update', 'change'],
  ['delete', 'delete'],
] as const;

describe.each(types)('%s', (type) => {
  const names = [...(sure(typeTableOf(type)).tabledProperties ?? [])];

  it.each(CALLS)('%s asks for all that AWS demands', (call, action) => {
    const unmet = [[], ...names.map((name) => [name])].flatMap((given) => {
      if (call === 'update' && given.length === 0) return [];
      const have = granted(type, action, given);
      return requiredActions(type, call, given).filter((one) => !have.has(one));
    });
    expect([...new Set(unmet)]).toEqual([]);
  });
});
