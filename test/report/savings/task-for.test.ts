import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/intake/parse-issue.ts';
import { wayTo } from '../../../src/report/savings/ask-for.ts';
import type { Saving } from '../../../src/report/savings/saving.ts';
import { taskFor } from '../../../src/report/savings/task-for.ts';
import type { AccountId } from '../../../src/task/ids.ts';
import { ACCOUNTS } from '../../intake/organization.ts';
import {
  emptyBucket,
  endlessLogs,
  freeAddress,
  freeVolume,
  idleGateway,
  idleInstance,
  largeBucket,
  lowDatabase,
  oldSnapshot,
  savingOf,
  silentBalancer,
} from './fixtures.ts';

const INSTANCE = savingOf(idleInstance, 'i-0a11b22c33d44e55f');
const BUCKET = savingOf(largeBucket, 'acme-dev-use1-reports');

/** One of each kind of waste, in an account where a plan is carried out. */
const ALL: readonly Saving[] = [
  INSTANCE,
  { ...INSTANCE, remedy: { do: 'resize-instance', to: 't3.small' } },
  BUCKET,
  savingOf(freeVolume, 'vol-0a11b22c33d44e55f'),
  savingOf(freeAddress, 'eipalloc-0a11b22c33d44e55f'),
  savingOf(oldSnapshot, 'snap-0a11b22c33d44e55f'),
  savingOf(endlessLogs),
  savingOf(endlessLogs, 'app-0a11b22c33d4'),
  savingOf(endlessLogs, '/ecs/delete-old-volumes'),
  savingOf(endlessLogs, 'apollo-prod'),
  savingOf(endlessLogs, 'aws-cloudtrail-logs-333333333333-0a11b22c'),
  savingOf(emptyBucket),
  savingOf(idleGateway),
  savingOf(silentBalancer),
  savingOf(lowDatabase),
];

const in333 = (saving: Saving): Saving => ({ ...saving, accountId: '333333333333' as AccountId });

const readAs = (text: string): unknown => {
  const issue = { title: 'Save', body: text, labels: ['aws-task'] };
  const read = parseIssue(issue, { accounts: ACCOUNTS }, { tasksPerIssue: 10 });
  if (read.kind !== 'tasks') return read;
  return read.tasks.map((task) => {
    const { id: _id, assignedAgent: _agent, dependencies: _none, ...rest } = task;
    return rest;
  });
};

describe('the task of a saving', () => {
  it.each(ALL.map((saving) => [saving.remedy.do, in333(saving)] as const))(
    '%s: the issue is read as exactly this task, and there is none without an issue',
    (_remedy, saving) => {
      const way = wayTo(saving, ACCOUNTS);
      const task = taskFor(saving, ACCOUNTS);
      expect(task !== undefined).toBe(way.by === 'issue');
      if (way.by === 'issue') expect(readAs(way.text)).toEqual([task]);
    },
  );

  it('a stop says what is stopped, and where', () => {
    expect(taskFor(INSTANCE, ACCOUNTS)).toEqual({
      taskType: 'UpdateResource',
      resourceType: 'AWS::EC2::Instance',
      accountId: '333333333333',
      region: 'us-east-1',
      parameters: { id: 'i-0a11b22c33d44e55f', action: 'stop' },
    });
  });

  it.each([
    ['an account without workloads', { ...INSTANCE, accountId: '888888888888' as AccountId }],
    ['an account that nobody knows', { ...INSTANCE, accountId: '000000000000' as AccountId }],
    ['a name that says more than a name', { ...INSTANCE, resourceId: 'i-1 and delete i-2' }],
    [
      'a resource of a stack that is not ours',
      { ...BUCKET, stack: { name: 'shop', isOurs: false } },
    ],
  ] as const)('none for %s', (_name, saving) => {
    expect(taskFor(saving, ACCOUNTS)).toBeUndefined();
  });
});
