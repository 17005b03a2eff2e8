import { describe, expect, it } from 'vitest';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { deleted, stackOf, type Gone } from './joined-gone.ts';
import { draftIssue, NOTHING_THERE, type Row } from './joined-issue.ts';
import { task } from './samples.ts';

const NETWORK: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const FLOWS: Row = ['AWS::EC2::FlowLog', { name: 'flows', vpc: 'ledger' }];
const VPC: Gone = ['AWS::EC2::VPC', 'ledger'];
const LOG: Gone = ['AWS::EC2::FlowLog', 'flows'];

type Drafted = ReturnType<typeof deleted>;

const endingOf = (drafted: Drafted): string =>
  drafted.ok
    ? drafted.value.steps.map(({ draft }) => `${draft.kind} ${draft.taskIds.join()}`).join('; ')
    : `${drafted.refusal.code}: ${drafted.refusal.next}`;

const KEPT =
  'never-do: Ask in this same issue for the deletion of its network as well, or for a shorter ' +
  'retention of its logs.';

describe('a flow log in the stack of its network', () => {
  it.each<readonly [string, Tier, readonly Gone[], string]>([
    ['stays in production', 'production', [LOG], KEPT],
    ['goes below that', 'staging', [LOG], 'deploy task-1'],
    ['goes with its network', 'production', [VPC, LOG], 'remove task-1,task-2'],
    ['goes with its network, asked first', 'production', [LOG, VPC], 'remove task-1,task-2'],
  ])('%s', (_name, tier, gone, ending) => {
    expect(endingOf(deleted(stackOf([NETWORK, FLOWS], tier), gone, { tier }))).toBe(ending);
  });
});

describe('a flow log by itself', () => {
  const found = (id: string, properties: JsonObject): JsonObject => ({
    ...NOTHING_THERE,
    found: [{ id, identifier: id, name: id, vpcId: '', isDefault: false }],
    properties,
  });
  const watching = found('fl-1', { ResourceId: 'vpc-1', ResourceType: 'VPC' });
  const log = task('AWS::EC2::FlowLog', { id: 'fl-1' }, { taskType: 'DeleteResource' });
  const network = (id: string) =>
    task('AWS::EC2::VPC', { id }, { taskType: 'DeleteResource', id: taskId(2) });
  const both = (id: string): Drafted =>
    draftIssue(
      [log, network(id)],
      { [taskId(1)]: watching, [taskId(2)]: found(id, { CidrBlock: '10.44.0.0/16' }) },
      'production',
    );

  it.each<readonly [string, () => Drafted, RegExp]>([
    ['stays', () => draftIssue([log], { [taskId(1)]: watching }, 'production'), /^never-do/],
    ['goes with its network', () => both('vpc-1'), /task-1.*task-2|task-2.*task-1/],
    ['stays when another network goes', () => both('vpc-2'), /^never-do/],
  ])('%s', (_name, drafted, ending) => {
    expect(endingOf(drafted())).toMatch(ending);
  });
});
