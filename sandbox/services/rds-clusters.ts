import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::RDS::DBCluster';

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const stateOf = (cluster: Resource): string => jsonText(cluster.attributes['State']) || 'available';

/** Members in the order in which they were made; the first writes, until one takes over. */
const membersOf = (call: Call, cluster: Resource): readonly string[] =>
  ownResources(call, 'AWS::RDS::DBInstance')
    .filter((each) => each.properties['DBClusterIdentifier'] === cluster.id)
    .map((each) => each.id);

const writerOf = (call: Call, cluster: Resource): string | undefined => {
  const members = membersOf(call, cluster);
  const chosen = jsonText(cluster.attributes['Writer']);
  return members.includes(chosen) ? chosen : members[0];
};

const view = (call: Call, cluster: Resource): object => {
  const writer = writerOf(call, cluster);
  const { properties, attributes } = cluster;
  return {
    DBClusterIdentifier: cluster.id,
    DBClusterArn: cluster.arn,
    Status: stateOf(cluster),
    Engine: properties['Engine'],
    EngineVersion: properties['EngineVersion'],
    StorageEncrypted: properties['StorageEncrypted'] ?? false,
    BackupRetentionPeriod: properties['BackupRetentionPeriod'] ?? 1,
    DeletionProtection: properties['DeletionProtection'] ?? false,
    ServerlessV2ScalingConfiguration: properties['ServerlessV2ScalingConfiguration'],
    DBSubnetGroup: properties['DBSubnetGroupName'],
    VpcSecurityGroups: listOf(properties['VpcSecurityGroupIds']).map((id) => ({
      VpcSecurityGroupId: id,
      Status: 'active',
    })),
    DBClusterMembers: membersOf(call, cluster).map((id) => ({
      DBInstanceIdentifier: id,
      IsClusterWriter: id === writer,
    })),
    MasterUserSecret:
      attributes['MasterUserSecretArn'] === undefined
        ? undefined
        : { SecretArn: attributes['MasterUserSecretArn'], SecretStatus: 'active' },
    ClusterCreateTime: cluster.createdAt,
    TagList: tagList(cluster.tags),
  };
};

const clusters = (call: Call): unknown => {
  const name = text(call.input, 'DBClusterIdentifier');
  const found = ownResources(call, TYPE).filter((each) => name === '' || each.id === name);
  if (name !== '' && found.length === 0)
    throw new AwsError('DBClusterNotFoundFault', 404, `DBCluster ${name} not found.`);
  const page = pageOf(call, found, call.input['Marker']);
  return { DBClusters: page.items.map((each) => view(call, each)), Marker: page.next };
};

const arnOf = (call: Call): string =>
  `arn:aws:rds:${call.region}:${call.accountId}:cluster:` +
  (text(call.input, 'DBClusterIdentifier') || '*');

interface Move {
  readonly from: string;
  readonly through: string;
  readonly to: string;
  readonly seconds: number;
}

async function* becoming(cluster: Resource, move: Move, writer: string | undefined): Steps {
  yield move.seconds;
  cluster.attributes['State'] = move.to;
  if (writer !== undefined) cluster.attributes['Writer'] = writer;
}

const needCluster = (call: Call): Resource => {
  const name = text(call.input, 'DBClusterIdentifier');
  const found = ownResource(call, TYPE, name);
  if (found !== undefined) return found;
  throw new AwsError('DBClusterNotFoundFault', 404, `DBCluster ${name} not found.`);
};

const begin = (call: Call, move: Move, writer?: string): unknown => {
  const cluster = needCluster(call);
  if (stateOf(cluster) !== move.from)
    throw new AwsError(
      'InvalidDBClusterStateFault',
      400,
      `DbCluster ${cluster.id} is not in ${move.from} state.`,
    );
  cluster.attributes['State'] = move.through;
  start(call.state, becoming(cluster, move, writer));
  return { DBCluster: view(call, cluster) };
};

/** The first reader takes over; without one RDS refuses. */
const failover = (call: Call): unknown => {
  const cluster = needCluster(call);
  const writer = writerOf(call, cluster);
  const next = membersOf(call, cluster).find((each) => each !== writer);
  if (next === undefined)
    throw new AwsError(
      'InvalidDBClusterStateFault',
      400,
      `Cluster ${cluster.id} has no reader that could become the writer.`,
    );
  const move = { from: 'available', through: 'failing-over', to: 'available', seconds: 20 };
  return begin(call, move, next);
};

/** RDS: clusters, and what changes their state. */
export const rdsClusters: OperationTable = {
  DescribeDBClusters: row('rds:DescribeDBClusters', arnOf, clusters),
  FailoverDBCluster: row('rds:FailoverDBCluster', arnOf, failover),
  StartDBCluster: row('rds:StartDBCluster', arnOf, (call) =>
    begin(call, { from: 'stopped', through: 'starting', to: 'available', seconds: 40 }),
  ),
  StopDBCluster: row('rds:StopDBCluster', arnOf, (call) =>
    begin(call, { from: 'available', through: 'stopping', to: 'stopped', seconds: 30 }),
  ),
};
