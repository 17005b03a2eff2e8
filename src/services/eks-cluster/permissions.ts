import { isJsonObject } from '../../task/json.ts';
import { listOf, ofThisIssue, onChange, onSet, regionalArn, tagActs } from '../acts.ts';
import { at } from '../compare.ts';
import { linkedRole } from '../eks/linked.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';
import { passTo } from './pass-role.ts';
import { podIdentityTable } from './pod-identity.ts';

const clusters = (input: NeedInput): readonly string[] =>
  namesOf(input, 'Name').map((name) => regionalArn('eks', input, `cluster/${name}`));

/** A role that is given to EKS: of a cluster, or of nodes. */
export const passToEks = (property: string): Act => passTo(property, 'eks.amazonaws.com');

const keysOf = (input: NeedInput): readonly string[] =>
  listOf(input.properties['EncryptionConfig']).flatMap((one) => {
    const arn = isJsonObject(one) ? at(one, 'Provider.KeyArn') : undefined;
    return typeof arn === 'string' ? [arn] : [];
  });

const hasKey = (input: NeedInput): boolean => keysOf(input).length > 0;

/** EKS takes the key for itself with the rights of who makes the cluster. */
const KEY = onSet([
  {
    action: 'kms:CreateGrant',
    resources: keysOf,
    when: hasKey,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  },
  { action: 'kms:DescribeKey', resources: keysOf, when: hasKey },
]);

/**
 * IAM gives this one no resource: only what is made with the tag of this issue, and without the
 * creator, which is the deployer, becoming an administrator of what runs in it.
 */
const CREATE: Act = {
  action: 'eks:CreateCluster',
  resources: () => ['*'],
  conditions: (input) => ({
    ...ofThisIssue('RequestTag')(input),
    Bool: { 'eks:bootstrapClusterCreatorAdminPermissions': 'false' },
  }),
};

const config = onChange('eks:UpdateClusterConfig');

/** Source: schema of AWS::EKS::Cluster, cut with the list of IAM. */
export const eksClusterTable: TypeTable = tableOf({
  type: 'AWS::EKS::Cluster',
  arns: clusters,
  slowestMinutes: 15,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: [
    'BootstrapSelfManagedAddons',
    'EncryptionConfig',
    'Name',
    'OutpostConfig',
    'RoleArn',
  ],
  sensitiveProperties: ['AccessConfig', 'Logging', 'ResourcesVpcConfig', 'RoleArn'],
  create: [CREATE, linkedRole('eks')],
  remove: ['eks:DeleteCluster'],
  read: ['eks:DescribeCluster', 'eks:DescribeUpdate'],
  properties: {
    AccessConfig: config,
    ControlPlaneScalingConfig: config,
    DeletionProtection: config,
    EncryptionConfig: KEY,
    Logging: config,
    ResourcesVpcConfig: config,
    RoleArn: onSet([passToEks('RoleArn')]),
    Tags: tagActs('eks:TagResource', 'eks:UntagResource'),
    UpgradePolicy: config,
    Version: onChange('eks:UpdateClusterVersion'),
    ZonalShiftConfig: config,
  },
});

/** The reviewed tables of a cluster, and of what gives its programs roles of their own. */
export const EKS_CLUSTER_TYPES: readonly TypeTable[] = [eksClusterTable, podIdentityTable];
