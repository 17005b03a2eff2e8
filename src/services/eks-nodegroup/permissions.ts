import { onChange, onSet, referredName, regionalArn, tagActs } from '../acts.ts';
import { linkedRole } from '../eks/linked.ts';
import { passToEks } from '../eks-cluster/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { generatedName, tableOf } from '../type-table.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\*?$/;

const named = (input: NeedInput, property: string): string | undefined => {
  const found = referredName(input.properties[property], input);
  return found !== undefined && NAME.test(found) ? found : undefined;
};

/** The cluster and the name of a thing that stands, or as it will be called. */
export const clusterAndName = (
  input: NeedInput,
  { property, parts }: { readonly property: string; readonly parts: string },
): readonly [cluster: string, name: string] => {
  const [cluster, name] = (input.physicalId ?? '').split(parts);
  if (cluster !== undefined && name !== undefined && name !== '') return [cluster, name];
  return [named(input, 'ClusterName') ?? 'none', named(input, property) ?? generatedName(input)];
};

/** EKS gives each group an id of its own, which nobody knows before it is made. */
const groups = (input: NeedInput): readonly string[] => {
  const [cluster, name] = clusterAndName(input, { property: 'NodegroupName', parts: '/' });
  return [regionalArn('eks', input, `nodegroup/${cluster}/${name}/*`)];
};

const clusterArn = (input: NeedInput): readonly string[] => {
  const [cluster] = clusterAndName(input, { property: 'NodegroupName', parts: '/' });
  return [regionalArn('eks', input, `cluster/${cluster}`)];
};

const config = onChange('eks:UpdateNodegroupConfig');
const version = onChange('eks:UpdateNodegroupVersion');

/** Source: schema of AWS::EKS::Nodegroup, cut with the list of IAM. */
export const nodegroupTable: TypeTable = tableOf({
  type: 'AWS::EKS::Nodegroup',
  arns: groups,
  slowestMinutes: 10,
  isStateful: false,
  createOnly: [
    'AmiType',
    'CapacityType',
    'ClusterName',
    'DiskSize',
    'InstanceTypes',
    'NodegroupName',
    'NodeRole',
    'RemoteAccess',
    'Subnets',
  ],
  sensitiveProperties: ['NodeRole', 'RemoteAccess'],
  create: [{ action: 'eks:CreateNodegroup', resources: clusterArn }, linkedRole('eks-nodegroup')],
  remove: ['eks:DeleteNodegroup'],
  read: ['eks:DescribeNodegroup'],
  properties: {
    Labels: config,
    LaunchTemplate: version,
    NodeRepairConfig: config,
    NodeRole: onSet([passToEks('NodeRole')]),
    ReleaseVersion: version,
    ScalingConfig: config,
    Tags: tagActs('eks:TagResource', 'eks:UntagResource'),
    Taints: config,
    UpdateConfig: config,
    Version: version,
    WarmPoolConfig: config,
  },
});

/** The reviewed table of a node group. */
export const EKS_NODEGROUP_TYPES: readonly TypeTable[] = [nodegroupTable];
