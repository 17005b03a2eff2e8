import {
  CreateDBSnapshotCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBSnapshotsCommand,
  DescribeDBSubnetGroupsCommand,
  DescribeOrderableDBInstanceOptionsCommand,
  RDSClient,
  RebootDBInstanceCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { RDS_STACKS } from './rds-stacks.ts';
import {
  admin,
  assume,
  cfn,
  clientOf,
  deploy,
  deployer,
  DEV,
  failureOf,
  reader,
  refusalOf,
  REGION,
  roleArn,
  settle,
  stage,
  template,
  type Body,
  type Stage,
} from './kit.ts';

const TYPE = 'AWS::RDS::DBInstance';
const place = { account: DEV, region: REGION };
const of = { DBInstanceIdentifier: 'orders' };

const database = (id: string, properties: Body = {}) => ({
  ...place,
  type: TYPE,
  id,
  properties: {
    DBInstanceIdentifier: id,
    Engine: 'postgres',
    AllocatedStorage: '100',
    ...properties,
  } as never,
});

const world = (): Stage =>
  stage({
    resources: [
      database('orders', { DBInstanceClass: 'db.t3.medium' }),
      database('reader', { SourceDBInstanceIdentifier: 'orders' }),
      database('alone'),
      {
        ...place,
        type: 'AWS::RDS::DBSubnetGroup',
        id: 'shared',
        properties: { SubnetIds: ['subnet-0333aaaa1111bbbb1'] },
      },
      {
        ...place,
        type: 'AWS::RDS::DBParameterGroup',
        id: 'tuned',
        properties: { Family: 'postgres16' },
      },
    ],
  });

const reading = async (at: Stage): Promise<RDSClient> =>
  clientOf(at, RDSClient, { credentials: await reader(at) });

const operator = async (at: Stage): Promise<RDSClient> => {
  const Statement = [{ Effect: 'Allow', Action: 'rds:*', Resource: '*' }];
  const keys = await assume(at, 'aws-coworker-deployer', {
    RoleArn: roleArn(DEV, 'AwsCoworkerOperator'),
    Tags: [{ Key: 'cw-plan', Value: 'plan-1' }],
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return clientOf(at, RDSClient, { credentials: keys });
};

const statusOf = async (client: RDSClient, id: string): Promise<string | undefined> => {
  const input = { DBInstanceIdentifier: id };
  const { DBInstances } = await client.send(new DescribeDBInstancesCommand(input));
  return DBInstances?.[0]?.DBInstanceStatus;
};

describe('databases', () => {
  it('R30 an instance says what it is, and who replicates it', async () => {
    const client = await reading(world());
    const { DBInstances } = await client.send(new DescribeDBInstancesCommand(of));
    expect(DBInstances).toMatchObject([
      {
        DBInstanceStatus: 'available',
        AllocatedStorage: 100,
        StorageEncrypted: false,
        ReadReplicaDBInstanceIdentifiers: ['reader'],
      },
    ]);
    const replica = await client.send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'reader' }),
    );
    expect(replica.DBInstances).toMatchObject([
      { Engine: 'postgres', ReadReplicaSourceDBInstanceIdentifier: 'orders' },
    ]);
  });

  it('R30 groups are found by name, and what is not there has an error of its own', async () => {
    const client = await reading(world());
    const subnets = await client.send(
      new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName: 'shared' }),
    );
    expect(subnets.DBSubnetGroups).toMatchObject([{ VpcId: 'vpc-0123456789abcdef0' }]);
    const tuned = await client.send(
      new DescribeDBParameterGroupsCommand({ DBParameterGroupName: 'tuned' }),
    );
    expect(tuned.DBParameterGroups).toMatchObject([{ DBParameterGroupFamily: 'postgres16' }]);
    const none = client.send(new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName: 'none' }));
    expect((await refusalOf(none)).name).toBe('DBSubnetGroupNotFoundFault');
  });

  it('R30 the catalogue knows default versions, and which classes they run on', async () => {
    const client = await reading(world());
    const usual = await client.send(
      new DescribeDBEngineVersionsCommand({ Engine: 'postgres', DefaultOnly: true }),
    );
    expect(usual.DBEngineVersions).toMatchObject([
      { EngineVersion: '16.4', DBParameterGroupFamily: 'postgres16' },
    ]);
    const runs = async (DBInstanceClass: string): Promise<number> => {
      const input = { Engine: 'postgres', EngineVersion: '16.4', DBInstanceClass };
      const found = await client.send(new DescribeOrderableDBInstanceOptionsCommand(input));
      return found.OrderableDBInstanceOptions?.length ?? 0;
    };
    expect(await runs('db.t4g.medium')).toBeGreaterThan(0);
    expect(await runs('db.x9.large')).toBe(0);
  });

  it('O30 one stops, starts and restarts in its time, only from where it can', async () => {
    const at = world();
    const client = await operator(at);
    const alone = { DBInstanceIdentifier: 'alone' };
    const early = client.send(new StartDBInstanceCommand(alone));
    expect((await refusalOf(early)).name).toBe('InvalidDBInstanceState');
    for (const [command, through, to] of [
      [new StopDBInstanceCommand(alone), 'stopping', 'stopped'],
      [new StartDBInstanceCommand(alone), 'starting', 'available'],
      [new RebootDBInstanceCommand(alone), 'rebooting', 'available'],
    ] as const) {
      await client.send(command);
      expect(await statusOf(client, 'alone')).toBe(through);
      await at.clock.sleep(60_000);
      expect(await statusOf(client, 'alone')).toBe(to);
    }
  });

  it('O30 a source of replicas is not stopped', async () => {
    const client = await operator(world());
    const refused = await refusalOf(client.send(new StopDBInstanceCommand(of)));
    expect(refused.message).toContain('has a read replica');
  });

  it('O30 a snapshot is taken in its time, and never twice under one name', async () => {
    const at = world();
    const client = await operator(at);
    const take = new CreateDBSnapshotCommand({
      ...of,
      DBSnapshotIdentifier: 'before',
      Tags: [{ Key: 'Owner', Value: 'shop' }],
    });
    await client.send(take);
    const look = async () => {
      const input = { DBSnapshotIdentifier: 'before' };
      return (await client.send(new DescribeDBSnapshotsCommand(input))).DBSnapshots;
    };
    expect(await look()).toMatchObject([{ Status: 'creating', DBInstanceIdentifier: 'orders' }]);
    await at.clock.sleep(60_000);
    expect(await look()).toMatchObject([
      { Status: 'available', TagList: [{ Key: 'Owner', Value: 'shop' }] },
    ]);
    expect((await refusalOf(client.send(take))).name).toBe('DBSnapshotAlreadyExists');
  });

  it('O31 a deletion policy of Snapshot leaves one, named by the stack', async () => {
    const at = stage();
    const before: Body = RDS_STACKS[TYPE]?.before ?? {};
    const main = { ...(before['Main'] as Body), DeletionPolicy: 'Snapshot' };
    const { stackId } = await deploy(at, template({ Main: main }));
    const client = cfn(at, await deployer(at, 'none'));
    await client.send(new DeleteStackCommand({ StackName: stackId }));
    expect((await settle(at, cfn(at, admin(at)), stackId)).status).toBe('DELETE_COMPLETE');
    const { resources } = await at.world.snapshot();
    expect(resources.filter((one) => one.type === 'AWS::RDS::DBSnapshot')).toMatchObject([
      { id: expect.stringMatching(/^aws-coworker-1-story-snapshot-main-/) as unknown },
    ]);
  });

  const subnetGroup = (SubnetIds: readonly string[]): Body => ({
    Type: 'AWS::RDS::DBSubnetGroup',
    Properties: { DBSubnetGroupDescription: 'd', SubnetIds },
  });
  const instance = (Properties: Body): Body => ({
    Type: TYPE,
    Properties: { Engine: 'postgres', AllocatedStorage: '20', ...Properties },
  });

  it.each<readonly [string, Body, string]>([
    ['a group in one zone', subnetGroup(['subnet-0333aaaa1111bbbb1']), 'at least 2 AZs'],
    ['a group of no subnet', subnetGroup(['subnet-0']), 'are invalid'],
    ['no password at all', instance({}), 'must be provided'],
    [
      'two passwords',
      instance({ ManageMasterUserPassword: true, MasterUserPassword: 'a-long-one' }),
      "can't specify MasterUserPassword",
    ],
    [
      'backups for longer than 35 days',
      instance({ ManageMasterUserPassword: true, BackupRetentionPeriod: 40 }),
      'between 0 and 35',
    ],
    [
      'a subnet group that is not there',
      instance({ ManageMasterUserPassword: true, DBSubnetGroupName: 'none' }),
      'DB subnet group none not found',
    ],
  ])('O32 %s is refused', async (_name, Main, words) => {
    const at = stage();
    const made = await deploy(at, template({ Main }));
    expect(await failureOf(at, made.stackId)).toContain(words);
  });
});
