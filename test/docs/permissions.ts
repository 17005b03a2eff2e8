import type { AwsAccount } from '../../src/task/account.ts';
import type { Region } from '../../src/task/ids.ts';
import type { NeedInput, TypeTable } from '../../src/services/service.ts';

const ACTIONS = ['create', 'change', 'delete'] as const;

/** Values of every shape: a table may ask for more where a property is a list, say. */
const VALUES = [{}, 'x', [], true] as const;

const STACK = 'aws-coworker-1-x';

const inputOf = (table: TypeTable, action: NeedInput['action'], value: unknown): NeedInput => {
  const names = table.tabledProperties ?? [];
  return {
    type: table.type,
    logicalId: 'X',
    action,
    properties: Object.fromEntries(names.map((name) => [name, value])) as NeedInput['properties'],
    changedProperties: names,
    physicalId: 'x',
    account: { id: '333333333333' } as AwsAccount,
    region: 'us-east-1' as Region,
    stackName: STACK,
    stackId: `arn:aws:cloudformation:us-east-1:333333333333:stack/${STACK}/1`,
  };
};

/** Every action that changes something for a type, whatever a template sets; sorted. */
export const writesOf = (table: TypeTable): readonly string[] => {
  const needs = ACTIONS.flatMap((action) =>
    VALUES.flatMap((value) => table.needs(inputOf(table, action, value))),
  );
  const actions = needs.filter(({ purpose }) => purpose !== 'read').map(({ action }) => action);
  return [...new Set(actions)].sort();
};
