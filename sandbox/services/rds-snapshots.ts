import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { start, type Steps } from '../engine/timeline.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, tagsFrom, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const COPY_SECONDS = 45;

async function* copying(snapshot: Resource, seconds: number): Steps {
  yield seconds;
  snapshot.attributes['State'] = 'available';
}

/** What differs between snapshots of instances and of clusters. */
export interface SnapshotKind {
  readonly type: string;
  /** Kinds in ARNs. */
  readonly kind: 'snapshot' | 'cluster-snapshot';
  readonly sourceKind: 'db' | 'cluster';
  readonly sourceType: string;
  /** Members of inputs and answers. */
  readonly id: string;
  readonly source: string;
  readonly list: string;
  readonly one: string;
  readonly create: string;
  readonly describe: string;
  readonly notFound: string;
  readonly sourceNotFound: string;
  readonly wrongState: string;
}

const arnOf = (call: Call, kind: string, id: string): string =>
  `arn:aws:rds:${call.region}:${call.accountId}:${kind}:${id}`;

const view = (snapshot: Resource, of: SnapshotKind): object => ({
  [of.id]: snapshot.id,
  [of.source]: snapshot.properties[of.source],
  [`${of.one}Arn`]: snapshot.arn,
  Engine: snapshot.properties['Engine'],
  AllocatedStorage: snapshot.properties['AllocatedStorage'],
  SnapshotType: snapshot.properties['SnapshotType'] ?? 'manual',
  SnapshotCreateTime: snapshot.createdAt,
  Status: jsonText(snapshot.attributes['State']) || 'available',
  Encrypted: snapshot.properties['StorageEncrypted'] ?? false,
  TagList: tagList(snapshot.tags),
});

const create =
  (of: SnapshotKind) =>
  (call: Call): unknown => {
    const [id, name] = [text(call.input, of.id), text(call.input, of.source)];
    const source = ownResource(call, of.sourceType, name);
    if (source === undefined) throw new AwsError(of.sourceNotFound, 404, `${name} not found.`);
    if ((jsonText(source.attributes['State']) || 'available') !== 'available')
      throw new AwsError(of.wrongState, 400, `${name} is not in available state.`);
    if (ownResource(call, of.type, id) !== undefined)
      throw new AwsError(
        `${of.one}AlreadyExists`,
        400,
        `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
      );
    const snapshot: Resource = {
      type: of.type,
      accountId: call.accountId,
      region: call.region,
      id,
      arn: arnOf(call, of.kind, id),
      properties: {
        [of.source]: name,
        Engine: source.properties['Engine'] ?? '',
        AllocatedStorage: Number(jsonText(source.properties['AllocatedStorage']) || 1),
        StorageEncrypted: source.properties['StorageEncrypted'] ?? false,
      },
      tags: tagsFrom(call.input['Tags']),
      attributes: { State: 'creating' },
      createdAt: call.state.now,
    };
    call.state.resources.push(snapshot);
    start(call.state, copying(snapshot, call.state.spec.seconds?.[of.type] ?? COPY_SECONDS));
    return { [of.one]: view(snapshot, of) };
  };

const describe =
  (of: SnapshotKind) =>
  (call: Call): unknown => {
    const [id, source] = [text(call.input, of.id), text(call.input, of.source)];
    const found = ownResources(call, of.type).filter(
      (each) =>
        (id === '' || each.id === id) && (source === '' || each.properties[of.source] === source),
    );
    if (id !== '' && found.length === 0) throw new AwsError(of.notFound, 404, `${id} not found.`);
    const page = pageOf(call, found, call.input['Marker']);
    return { [of.list]: page.items.map((each) => view(each, of)), Marker: page.next };
  };

/** Taking a snapshot asks for the database and the snapshot, and tags for a right of their own. */
const demands =
  (of: SnapshotKind) =>
  (call: Call): ReturnType<OperationTable[string]['demands']> => {
    const snapshot = arnOf(call, of.kind, text(call.input, of.id));
    const action = `rds:${of.create}`;
    const hasTags = Object.keys(tagsFrom(call.input['Tags'])).length > 0;
    return [
      { action, resource: arnOf(call, of.sourceKind, text(call.input, of.source)) },
      { action, resource: snapshot },
      ...(hasTags ? [{ action: 'rds:AddTagsToResource', resource: snapshot }] : []),
    ];
  };

const KINDS: readonly SnapshotKind[] = [
  {
    type: 'AWS::RDS::DBSnapshot',
    kind: 'snapshot',
    sourceKind: 'db',
    sourceType: 'AWS::RDS::DBInstance',
    id: 'DBSnapshotIdentifier',
    source: 'DBInstanceIdentifier',
    list: 'DBSnapshots',
    one: 'DBSnapshot',
    create: 'CreateDBSnapshot',
    describe: 'DescribeDBSnapshots',
    notFound: 'DBSnapshotNotFound',
    sourceNotFound: 'DBInstanceNotFound',
    wrongState: 'InvalidDBInstanceState',
  },
  {
    type: 'AWS::RDS::DBClusterSnapshot',
    kind: 'cluster-snapshot',
    sourceKind: 'cluster',
    sourceType: 'AWS::RDS::DBCluster',
    id: 'DBClusterSnapshotIdentifier',
    source: 'DBClusterIdentifier',
    list: 'DBClusterSnapshots',
    one: 'DBClusterSnapshot',
    create: 'CreateDBClusterSnapshot',
    describe: 'DescribeDBClusterSnapshots',
    notFound: 'DBClusterSnapshotNotFoundFault',
    sourceNotFound: 'DBClusterNotFoundFault',
    wrongState: 'InvalidDBClusterStateFault',
  },
];

/** RDS: snapshots, taken in their time. */
export const rdsSnapshots: OperationTable = Object.fromEntries(
  KINDS.flatMap((of) => [
    [of.create, { demands: demands(of), run: create(of) }],
    [of.describe, row(`rds:${of.describe}`, () => '*', describe(of))],
  ]),
);
