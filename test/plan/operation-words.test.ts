import { describe, expect, it } from 'vitest';
import { operationWords } from '../../src/plan/operation-words.ts';
import { allServices } from '../../src/services/registry.ts';

describe('what an operation does, in words', () => {
  it.each([
    ['ec2:stop', 'stop'],
    ['kms:rotate', 'rotate'],
    ['ec2:tag-key-pair', 'tag'],
    ['rds:failover-cluster', 'fail over'],
    ['dynamodb:backup', 'back up'],
  ])('%s', (operation, said) => {
    expect(operationWords(operation)).toBe(said);
  });

  it('holds no code of any operation there is', () => {
    const said = allServices.flatMap(({ operations }) =>
      operations.map(({ name }) => operationWords(name)),
    );
    expect(said.filter((words) => !/^[a-z]+( [a-z]+)*$/.test(words))).toEqual([]);
  });
});
