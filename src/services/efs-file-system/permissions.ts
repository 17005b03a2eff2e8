import { anywhere, inThisStack, listOf, onChange, onSet, regionalArn } from '../acts.ts';
import { keysIn } from '../databases/arns.ts';
import { ASKED, bound } from '../ec2-instance/own-acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import type { Json } from '../../task/json.ts';
import { tableOf, type Act } from '../type-table.ts';

const files = (input: NeedInput): readonly string[] => [
  regionalArn('elasticfilesystem', input, `file-system/${input.physicalId ?? '*'}`),
];

const isMade = (input: NeedInput): boolean => input.physicalId !== undefined;

/** What exists is named by its id; what this stack makes, by the stack's own tag. */
const onFiles = (name: string): readonly Act[] => {
  const action = `elasticfilesystem:${name}`;
  return [
    { action, resources: files, when: isMade },
    { action, resources: files, conditions: inThisStack, when: (input) => !isMade(input) },
  ];
};

/** EFS makes a role of its own with the first file system. */
const SERVICE_ROLE: Act = {
  action: 'iam:CreateServiceLinkedRole',
  resources: (input) => [
    `arn:aws:iam::${input.account.id}:role/aws-service-role/elasticfilesystem.amazonaws.com/` +
      'AWSServiceRoleForAmazonElasticFileSystem',
  ],
  conditions: () => ({
    StringEquals: { 'iam:AWSServiceName': 'elasticfilesystem.amazonaws.com' },
  }),
};

const keys = (input: NeedInput): readonly string[] => keysIn(input, input.properties['KmsKeyId']);
const hasKey = (input: NeedInput): boolean => keys(input).length > 0;

/** EFS takes a grant on a customer key, for itself only. */
const FILES_KEY: readonly Act[] = [
  {
    action: 'kms:CreateGrant',
    resources: keys,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
    when: hasKey,
  },
  { action: 'kms:DescribeKey', resources: keys, when: hasKey },
];

/** A policy is put onto what this stack has just made, which carries its tag by then. */
const settings = (set: string, unset: readonly string[] = []) => ({
  set: onFiles(set),
  unset: [...onFiles(set), ...unset.flatMap((name) => onFiles(name))],
});

/** Source: schema of AWS::EFS::FileSystem, cut with the list of IAM. */
export const fileSystemTable: TypeTable = tableOf({
  type: 'AWS::EFS::FileSystem',
  slowestMinutes: 3,
  isStateful: true,
  createOnly: ['AvailabilityZoneName', 'Encrypted', 'KmsKeyId', 'PerformanceMode'],
  sensitiveProperties: ['BackupPolicy', 'Encrypted', 'FileSystemPolicy', 'KmsKeyId'],
  arns: files,
  create: [
    // IAM names no resource for it: the tag of the request binds it.
    {
      action: 'elasticfilesystem:CreateFileSystem',
      resources: () => ['*'],
      conditions: () => ASKED,
    },
    SERVICE_ROLE,
  ],
  remove: onFiles('DeleteFileSystem'),
  read: [
    'DescribeBackupPolicy',
    'DescribeFileSystemPolicy',
    'DescribeFileSystems',
    'DescribeLifecycleConfiguration',
  ].map((name) => anywhere(`elasticfilesystem:${name}`)),
  properties: {
    BackupPolicy: settings('PutBackupPolicy'),
    FileSystemPolicy: settings('PutFileSystemPolicy', ['DeleteFileSystemPolicy']),
    FileSystemTags: onSet([
      {
        action: 'elasticfilesystem:TagResource',
        resources: files,
        conditions: () => ASKED,
        when: (input) => !isMade(input),
      },
      { action: 'elasticfilesystem:TagResource', resources: files, when: isMade },
      {
        action: 'elasticfilesystem:UntagResource',
        resources: files,
        when: (input) => input.action === 'change',
      },
    ]),
    KmsKeyId: onSet(FILES_KEY),
    LifecyclePolicies: settings('PutLifecycleConfiguration'),
    ProvisionedThroughputInMibps: onChange('elasticfilesystem:UpdateFileSystem'),
    ThroughputMode: onChange('elasticfilesystem:UpdateFileSystem'),
  },
});

const owned = (input: NeedInput): readonly string[] => {
  const id = input.properties['FileSystemId'];
  const isKnown = typeof id === 'string' && id.startsWith('fs-');
  return [regionalArn('elasticfilesystem', input, `file-system/${isKnown ? id : '*'}`)];
};

const isNew = (input: NeedInput): boolean => owned(input).some((arn) => arn.endsWith('/*'));

/** A mount target has no ARN in IAM: it is made and deleted by right of its file system. */
const onOwned = (name: string): readonly Act[] => {
  const action = `elasticfilesystem:${name}`;
  return [
    { action, resources: owned, when: (input) => !isNew(input) },
    { action, resources: owned, conditions: inThisStack, when: isNew },
  ];
};

const interfaces = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, 'network-interface/*'),
];

const SUBNET = { property: 'SubnetId', arn: 'subnet', prefix: 'subnet-' } as const;
const GROUPS = { property: 'SecurityGroups', arn: 'security-group', prefix: 'sg-' } as const;

type Place = typeof SUBNET | typeof GROUPS;

const namedIn = ({ properties }: NeedInput, { property }: Place): readonly Json[] =>
  property === 'SubnetId'
    ? [properties[property]].filter((one) => one !== undefined)
    : listOf(properties[property]);

const isKnownAs = (value: Json, { prefix }: Place): value is string =>
  typeof value === 'string' && value.startsWith(prefix);

/** EFS puts a network interface into the subnet with the rights of the caller. */
const around = (input: NeedInput): readonly string[] => [
  ...interfaces(input),
  ...[SUBNET, GROUPS].flatMap((place) =>
    namedIn(input, place)
      .filter((one) => isKnownAs(one, place))
      .map((id) => regionalArn('ec2', input, `${place.arn}/${id}`)),
  ),
];

/** A subnet or a group that this stack makes has no id before. */
const isAroundMade = (input: NeedInput): boolean =>
  [SUBNET, GROUPS].some((place) => namedIn(input, place).some((one) => !isKnownAs(one, place)));

/** Source: schema of AWS::EFS::MountTarget, cut with the list of IAM. */
export const mountTargetTable: TypeTable = tableOf({
  type: 'AWS::EFS::MountTarget',
  slowestMinutes: 4,
  isStateful: false,
  createOnly: ['FileSystemId', 'IpAddress', 'SubnetId'],
  sensitiveProperties: ['SecurityGroups'],
  arns: owned,
  create: [
    ...onOwned('CreateMountTarget'),
    { action: 'ec2:CreateNetworkInterface', resources: around },
    {
      action: 'ec2:CreateNetworkInterface',
      resources: bound,
      conditions: inThisStack,
      when: isAroundMade,
    },
  ],
  remove: [
    ...onOwned('DeleteMountTarget'),
    // On subnets and groups it allows nothing: one list with its creation is shorter.
    {
      action: 'ec2:DeleteNetworkInterface',
      resources: (input) => (input.action === 'delete' ? interfaces(input) : around(input)),
    },
  ],
  read: [
    'ec2:DescribeNetworkInterfaceAttribute',
    'ec2:DescribeSubnets',
    'elasticfilesystem:DescribeMountTargetSecurityGroups',
    'elasticfilesystem:DescribeMountTargets',
  ].map((action) => anywhere(action)),
  properties: {
    SecurityGroups: {
      set: onOwned('ModifyMountTargetSecurityGroups').map((act) =>
        typeof act === 'string'
          ? act
          : {
              ...act,
              when: (input: NeedInput) => input.action === 'change' && (act.when?.(input) ?? true),
            },
      ),
    },
  },
});

/** The reviewed tables of a file system and its mount targets. */
export const EFS_TYPES: readonly TypeTable[] = [fileSystemTable, mountTargetTable];
