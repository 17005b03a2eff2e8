import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { standingIn, versionProblem } from '../resources/eks.ts';
import { textProperty } from '../resources/model.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, type Call, type OperationTable } from './call.ts';
import { ownResources } from './find.ts';

const CLUSTER = 'AWS::EKS::Cluster';

/** Virtual seconds until another version runs. */
const RAISES_S = 480;

/** A version where a template says none. */
const USUAL = '1.34';

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value ?? null) ? (value as JsonObject)[name] : undefined;

const userTags = ({ tags }: Resource): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));

const missing = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', 404, `No ${what}.`);

const needCluster = (call: Call): Resource => {
  const name = text(call.input, 'name') || text(call.input, 'clusterName');
  const found = ownResources(call, CLUSTER).find(({ id }) => id === name);
  if (found === undefined) throw missing(`cluster found for name: ${name}`);
  return found;
};

const isRaising = (call: Call, { attributes }: Resource): boolean => {
  const at = attributes['RaisedAt'];
  return typeof at === 'string' && (call.state.now.getTime() - Date.parse(at)) / 1000 < RAISES_S;
};

const versionOf = ({ properties }: Resource): string =>
  textProperty(properties, 'Version') || USUAL;

const statusOf = ({ attributes }: Resource): Json => attributes['Status'] ?? 'ACTIVE';

/** What the world says that EKS finds wrong. */
const healthOf = ({ attributes }: Resource): object => {
  const issues = attributes['Issues'];
  return { issues: Array.isArray(issues) ? issues.map((code) => ({ code })) : [] };
};

const loggingOf = ({ properties }: Resource): object => {
  const enabled = member(member(properties['Logging'], 'ClusterLogging'), 'EnabledTypes');
  const rows = Array.isArray(enabled) ? (enabled as readonly Json[]) : [];
  return { clusterLogging: [{ enabled: true, types: rows.map((one) => member(one, 'Type')) }] };
};

const encryptionOf = ({ properties }: Resource): readonly object[] => {
  const given = properties['EncryptionConfig'];
  const rows = Array.isArray(given) ? (given as readonly Json[]) : [];
  return rows.map((one) => ({
    provider: { keyArn: member(member(one, 'Provider'), 'KeyArn') },
    resources: member(one, 'Resources'),
  }));
};

const clusterView = (call: Call, one: Resource): object => {
  const vpc = one.properties['ResourcesVpcConfig'];
  return {
    name: one.id,
    arn: one.arn,
    version: versionOf(one),
    status: isRaising(call, one) ? 'UPDATING' : statusOf(one),
    createdAt: one.createdAt,
    resourcesVpcConfig: {
      subnetIds: member(vpc, 'SubnetIds') ?? [],
      endpointPrivateAccess: member(vpc, 'EndpointPrivateAccess') ?? false,
      endpointPublicAccess: member(vpc, 'EndpointPublicAccess') ?? true,
      publicAccessCidrs: member(vpc, 'PublicAccessCidrs') ?? ['0.0.0.0/0'],
    },
    logging: loggingOf(one),
    encryptionConfig: encryptionOf(one),
    health: healthOf(one),
    tags: userTags(one),
  };
};

const describeCluster = (call: Call): unknown => ({
  cluster: clusterView(call, needCluster(call)),
});

const listClusters = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, CLUSTER), call.input['nextToken']);
  return { clusters: page.items.map(({ id }) => id), nextToken: page.next };
};

const lastOf = (id: string): string => id.split(/[/|]/).at(-1) ?? id;

const groupsOf = (call: Call): readonly Resource[] =>
  standingIn(call.state, needCluster(call), 'AWS::EKS::Nodegroup');

const addonsOf = (call: Call): readonly Resource[] =>
  standingIn(call.state, needCluster(call), 'AWS::EKS::Addon');

const listNodegroups = (call: Call): unknown => {
  const page = pageOf(call, groupsOf(call), call.input['nextToken']);
  return { nodegroups: page.items.map(({ id }) => lastOf(id)), nextToken: page.next };
};

const listAddons = (call: Call): unknown => {
  const page = pageOf(call, addonsOf(call), call.input['nextToken']);
  return { addons: page.items.map(({ id }) => lastOf(id)), nextToken: page.next };
};

const describeNodegroup = (call: Call): unknown => {
  const name = text(call.input, 'nodegroupName');
  const found = groupsOf(call).find(({ id }) => lastOf(id) === name);
  if (found === undefined) throw missing(`node group found for name: ${name}`);
  const sizes = found.properties['ScalingConfig'];
  return {
    nodegroup: {
      nodegroupName: name,
      nodegroupArn: found.arn,
      clusterName: text(call.input, 'clusterName'),
      version: textProperty(found.properties, 'Version') || versionOf(needCluster(call)),
      status: statusOf(found),
      createdAt: found.createdAt,
      scalingConfig: {
        minSize: member(sizes, 'MinSize') ?? 1,
        maxSize: member(sizes, 'MaxSize') ?? 2,
        desiredSize: member(sizes, 'DesiredSize') ?? 2,
      },
      instanceTypes: found.properties['InstanceTypes'] ?? ['t3.medium'],
      health: healthOf(found),
      tags: userTags(found),
    },
  };
};

const describeAddon = (call: Call): unknown => {
  const name = text(call.input, 'addonName');
  const found = addonsOf(call).find(({ id }) => lastOf(id) === name);
  if (found === undefined) throw missing(`addon: ${name} found in cluster`);
  return {
    addon: {
      addonName: name,
      addonArn: found.arn,
      clusterName: text(call.input, 'clusterName'),
      addonVersion: textProperty(found.properties, 'AddonVersion') || 'v1.0.0-eksbuild.1',
      status: statusOf(found),
      createdAt: found.createdAt,
      health: healthOf(found),
      tags: userTags(found),
    },
  };
};

const updateVersion = (call: Call): unknown => {
  const found = needCluster(call);
  const wanted = text(call.input, 'version');
  const refused = versionProblem(versionOf(found), wanted);
  if (refused !== undefined) throw new AwsError('InvalidParameterException', 400, refused.message);
  found.properties = { ...found.properties, Version: wanted };
  found.attributes['RaisedAt'] = call.state.now.toISOString();
  return { update: { id: 'update-1', status: 'InProgress', type: 'VersionUpdate' } };
};

const clusterArn = (call: Call): string =>
  `arn:aws:eks:${call.region}:${call.accountId}:cluster/` +
  (text(call.input, 'name') || text(call.input, 'clusterName') || 'none');

const partArn =
  (kind: string, name: string) =>
  (call: Call): string =>
    `arn:aws:eks:${call.region}:${call.accountId}:${kind}/${text(call.input, 'clusterName')}/` +
    `${text(call.input, name)}/0`;

/** EKS: clusters, what stands in them, and their version. */
export const eksOperations: OperationTable = {
  DescribeAddon: row('eks:DescribeAddon', partArn('addon', 'addonName'), describeAddon),
  DescribeCluster: row('eks:DescribeCluster', clusterArn, describeCluster),
  DescribeNodegroup: row(
    'eks:DescribeNodegroup',
    partArn('nodegroup', 'nodegroupName'),
    describeNodegroup,
  ),
  ListAddons: row('eks:ListAddons', clusterArn, listAddons),
  ListClusters: row('eks:ListClusters', () => '*', listClusters),
  ListNodegroups: row('eks:ListNodegroups', clusterArn, listNodegroups),
  UpdateClusterVersion: row('eks:UpdateClusterVersion', clusterArn, updateVersion),
};
