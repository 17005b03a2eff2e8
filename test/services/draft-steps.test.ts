import { describe, expect, it } from 'vitest';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { patternName, shortRegion } from '../../src/services/naming.ts';
import { targetOf } from '../../src/services/task-values.ts';
import { slugOf, stackNameOf } from '../../src/services/stack-name.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { taskId } from '../../src/task/ids.ts';
import { canonicalJson, type JsonObject } from '../../src/task/json.ts';
import { account, config, contextFor, issue, task } from './samples.ts';

const FREE: JsonObject = {
  identifier: 'x',
  exists: false,
  ownStack: null,
  owner: { owner: 'nobody' },
  properties: null,
};
const factsOf = (name: string): JsonObject => ({ ...FREE, name });

const table = (n: number, name: string, dependencies: readonly number[] = []): MutationTask =>
  task(
    'AWS::DynamoDB::Table',
    { name, partitionKey: 'id' },
    { id: taskId(n), dependencies: dependencies.map(taskId) },
  );

const draft = (tasks: readonly MutationTask[], more: Partial<PlanInputs> = {}) =>
  draftSteps(
    {
      schemaVersion: 1,
      issue,
      tasks,
      accounts: [account()],
      choices: { skipped: [], added: [] },
      facts: Object.fromEntries(tasks.map((one) => [one.id, factsOf(targetOf(one))])),
      ...more,
    },
    config,
  );

const phases = (tasks: readonly MutationTask[]) => {
  const drafted = draft(tasks);
  if (!drafted.ok) return drafted.refusal.code;
  return drafted.value.steps.map(({ draft: step, phase }) =>
    step.kind === 'deploy' ? `${phase} ${step.stackName}` : `${phase} ${step.kind}`,
  );
};

describe('what the tasks of an issue become', () => {
  const rows: readonly (readonly [string, readonly MutationTask[], unknown])[] = [
    ['nothing', [], []],
    ['one task, one stack', [table(1, 'one')], ['1 aws-coworker-42-one']],
    [
      'tasks that do not wait share a phase',
      [table(1, 'one'), table(2, 'two')],
      ['1 aws-coworker-42-one', '1 aws-coworker-42-two'],
    ],
    [
      'what waits comes after, in whatever order it stands',
      [table(1, 'one', [2]), table(2, 'two')],
      ['1 aws-coworker-42-two', '2 aws-coworker-42-one'],
    ],
    [
      'a diamond has three phases',
      [table(1, 'aaa'), table(2, 'bbb', [1]), table(3, 'ccc', [1]), table(4, 'ddd', [2, 3])],
      [
        '1 aws-coworker-42-aaa',
        '2 aws-coworker-42-bbb',
        '2 aws-coworker-42-ccc',
        '3 aws-coworker-42-ddd',
      ],
    ],
    ['a circle', [table(1, 'one', [2]), table(2, 'two', [1])], 'dependency-cycle'],
    ['a task that waits for itself', [table(1, 'one', [1])], 'dependency-cycle'],
    [
      'two tasks of one name have a stack each',
      [table(1, 'one.x'), table(2, 'one-x')],
      ['1 aws-coworker-42-one-x-1', '1 aws-coworker-42-one-x-2'],
    ],
    [
      'a service nobody plans',
      [task('AWS::ElastiCache::ReplicationGroup', { name: 'x' })],
      'unsupported-service',
    ],
  ];

  it.each(rows)('%s', (_name, tasks, expected) => {
    expect(phases(tasks)).toEqual(expected);
  });

  it('is the same for the same inputs', () => {
    const tasks = [table(1, 'one', [2]), table(2, 'two')];
    expect(canonicalJson(draft(tasks))).toBe(canonicalJson(draft(tasks)));
  });

  it('is a fault when nothing was read for a task', () => {
    expect(() => draft([table(1, 'one')], { facts: {} })).toThrow(/task-1/);
  });

  it('refuses an account that is not among the inputs', () => {
    const drafted = draft([table(1, 'one')], { accounts: [] });
    expect(drafted.ok ? '' : drafted.refusal.code).toBe('unknown-account');
  });
});

describe('names', () => {
  it.each([
    ['Acme Reports', 'acme-reports'],
    ['--x--', 'x'],
    ['日本', 'task'],
    ['', 'task'],
    [`${'a'.repeat(39)}.b`, 'a'.repeat(39)],
  ])('the slug of %s is %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('a stack is named after the issue and the target', () => {
    const one = table(1, 'Sessions_v2');
    expect(stackNameOf(7, one, [one])).toBe('aws-coworker-7-sessions-v2');
  });

  it.each([
    ['us-east-1', 'use1'],
    ['ap-northeast-1', 'apne1'],
    ['eu-central-1', 'euc1'],
    ['us-west-2', 'usw2'],
  ])('the short form of %s is %s', (region, short) => {
    expect(shortRegion(region)).toBe(short);
  });

  it('the pattern is put before a name once', () => {
    const context = contextFor(table(1, 'logs'));
    expect(patternName(context, 'logs')).toBe('acme-dev-use1-logs');
    expect(patternName(context, 'acme-dev-use1-logs')).toBe('acme-dev-use1-logs');
  });
});
