import { onChange, regionalArn, tagActs } from '../acts.ts';
import { clusterAndName } from '../eks-nodegroup/permissions.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

const WHERE = { property: 'AddonName', parts: '|' } as const;

/** EKS gives each add-on an id of its own, which nobody knows before it is made. */
const addons = (input: NeedInput): readonly string[] => {
  const [cluster, name] = clusterAndName(input, WHERE);
  return [regionalArn('eks', input, `addon/${cluster}/${name}/*`)];
};

const clusterArn = (input: NeedInput): readonly string[] => {
  const [cluster] = clusterAndName(input, WHERE);
  return [regionalArn('eks', input, `cluster/${cluster}`)];
};

const update = onChange('eks:UpdateAddon');

/** Source: schema of AWS::EKS::Addon, cut with the list of IAM. Roles are for none of ours. */
export const addonTable: TypeTable = tableOf({
  type: 'AWS::EKS::Addon',
  arns: addons,
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['AddonName', 'ClusterName', 'NamespaceConfig'],
  sensitiveProperties: ['PodIdentityAssociations', 'ServiceAccountRoleArn'],
  create: [{ action: 'eks:CreateAddon', resources: clusterArn }],
  remove: ['eks:DeleteAddon'],
  read: ['eks:DescribeAddon'],
  properties: {
    AddonVersion: update,
    ConfigurationValues: update,
    ResolveConflicts: update,
    Tags: tagActs('eks:TagResource', 'eks:UntagResource'),
  },
});

/** The reviewed table of an add-on. */
export const EKS_ADDON_TYPES: readonly TypeTable[] = [addonTable];
