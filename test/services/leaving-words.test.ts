import { describe, expect, it } from 'vitest';
import { standsThere } from '../../src/services/joined/leave.ts';
import { kindOf, nameIn } from '../../src/services/joined/names.ts';
import { parseRegion, taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { deleted, resourcesIn, stackOf, type Gone } from './joined-gone.ts';
import { draftIssue, NOTHING_THERE, type Row } from './joined-issue.ts';
import { ownStack, sure, taken, task } from './samples.ts';

const SUBNET = 'AWS::EC2::Subnet';
const VPC: Row = ['AWS::EC2::VPC', { name: 'ledger', cidr: '10.44.0.0/16' }];
const subnet = (name: string, part: number): Row => [
  SUBNET,
  { name, vpc: 'ledger', cidr: `10.44.${part}.0/24` },
];
const LONG = 'a-subnet-with-a-long-name';

const summariesOf = (rows: readonly Row[], gone: readonly Gone[]): readonly string[] =>
  taken(deleted(stackOf(rows), gone)).steps.map(({ draft }) => draft.summary);

describe('what a deletion of several is called', () => {
  const rows = [VPC, subnet(LONG, 1), subnet('b', 2)];
  const ledger: Gone = ['AWS::EC2::VPC', 'ledger'];
  const long: Gone = [SUBNET, LONG];
  const b: Gone = [SUBNET, 'b'];

  it.each<readonly [string, readonly Gone[], string]>([
    ['the one that goes', [b], 'delete subnet `b`, and keep the rest of aws-coworker-42-ledger'],
    [
      'all that go',
      [long, b],
      `delete subnet \`${LONG}\`, subnet \`b\`, and keep the rest of aws-coworker-42-ledger`,
    ],
    ['the network, first', [ledger, long, b], 'delete VPC ledger with its stack'],
    ['the network, last', [long, b, ledger], 'delete VPC ledger with its stack'],
  ])('%s', (_name, gone, expected) => {
    expect(summariesOf(rows, gone)).toEqual([expected]);
  });
});

describe('what a resource of a template is called', () => {
  const tags = (name: string) => ({ Tags: [{ Key: 'Name', Value: name }] });

  it.each<readonly [string, JsonObject, string]>([
    ['AWS::EC2::Subnet', {}, 'subnet One'],
    ['AWS::EC2::Subnet', tags('a'), 'subnet a'],
    ['AWS::EC2::SecurityGroup', { GroupName: 'web', ...tags('other') }, 'security group web'],
    ['AWS::IAM::Role', { RoleName: 'blue-role' }, 'role blue-role'],
    ['AWS::EC2::LaunchTemplate', { LaunchTemplateName: 'lt' }, 'launch template lt'],
    ['AWS::EKS::Cluster', { Name: 'shop' }, 'cluster shop'],
    ['AWS::EKS::Nodegroup', { NodegroupName: 'blue', Tags: { Name: 'x' } }, 'node group blue'],
    ['AWS::EKS::Nodegroup', { Tags: { Name: 'blue' } }, 'node group blue'],
    ['AWS::EKS::Addon', { AddonName: 'coredns' }, 'add-on coredns'],
    ['AWS::EC2::VPCEndpoint', tags('logs'), 'VPC endpoint logs'],
    ['AWS::EC2::NatGateway', tags('out'), 'NAT gateway out'],
    ['AWS::EC2::VPC', tags('ledger'), 'VPC ledger'],
    ['AWS::RDS::DBInstance', { DBInstanceIdentifier: 'orders' }, 'DB instance orders'],
    ['AWS::SQS::Queue', { QueueName: { Ref: 'Name' } }, 'queue One'],
  ])('%s %j', (Type, Properties, expected) => {
    const template = { Resources: { One: { Type, Properties } } };
    expect(`${kindOf(Type)} ${nameIn(template, 'One')}`).toBe(expected);
  });

  it('parts of one thing are called by the thing, whatever is named beside it', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'blue-role' } };
    const nodes = { Type: 'AWS::EKS::Nodegroup', Properties: { NodegroupName: 'blue' } };
    const Resources = { BlueRole: role, BlueNodes: nodes };
    const CoworkerParts = { 'aws-coworker-7-blue': { Role: 'BlueRole', Nodes: 'BlueNodes' } };
    const stack = ownStack({ Metadata: { CoworkerParts }, Resources } as { Resources: object });
    const { because } = standsThere(stack, resourcesIn(stack), ['BlueRole', 'BlueNodes']);
    expect(because).toBe(`The stack \`${stack.stackName}\` holds these too: node group \`blue\`.`);
  });
});

it('what leaves one stack does not leave the one of the same name in another region', () => {
  const east = stackOf([VPC, subnet('a', 1), subnet('b', 2)]);
  const west = { ...east, stackId: east.stackId.replace('us-east-1', 'us-west-2') };
  const region = sure(parseRegion('us-west-2'));
  const { region: _region, ...one } = task(
    SUBNET,
    { name: 'a' },
    { taskType: 'DeleteResource', id: taskId(1) },
  );
  const two = task(SUBNET, { name: 'b' }, { taskType: 'DeleteResource', id: taskId(2), region });
  const factOf = (name: string, logicalId: string, stack: typeof east): JsonObject => ({
    ...NOTHING_THERE,
    found: [{ id: `subnet-${name}`, identifier: name, name, vpcId: 'vpc-1', isDefault: false }],
    owner: { owner: 'ours', logicalId, stack: stack as unknown as JsonObject },
  });
  const facts = {
    [taskId(1)]: factOf('a', 'ASubnet', east),
    [taskId(2)]: factOf('b', 'BSubnet', west),
  };
  const { steps } = taken(draftIssue([one, two], facts));
  expect(
    steps.map(({ draft }) => (draft.kind === 'deploy' ? Object.keys(draft.leaving ?? {}) : [])),
  ).toEqual([['ASubnet'], ['BSubnet']]);
});
