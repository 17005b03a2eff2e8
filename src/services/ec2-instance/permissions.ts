import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import {
  anywhere,
  iamArn,
  inThisStack,
  listOf,
  onChange,
  onSet,
  referredName,
  regionalArn,
} from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';
import { ASKED, bound, instances, onInstance, retag, tagAtCreation } from './own-acts.ts';

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const member = (value: Json | undefined, name: string): Json | undefined =>
  isJsonObject(value) ? value[name] : undefined;

const networkInterfaces = (input: NeedInput): readonly JsonObject[] =>
  listOf(input.properties['NetworkInterfaces']).filter((one) => isJsonObject(one));

const imageArns = (input: NeedInput): readonly string[] => {
  const image = text(input.properties['ImageId']);
  return image?.startsWith('ami-') === true ? [`arn:aws:ec2:${input.region}::image/${image}`] : [];
};

const subnetArns = (input: NeedInput): readonly string[] =>
  [input.properties['SubnetId'], ...networkInterfaces(input).map((one) => one['SubnetId'])]
    .map((subnet) => text(subnet))
    .filter((subnet) => subnet?.startsWith('subnet-') === true)
    .map((subnet) => regionalArn('ec2', input, `subnet/${subnet}`));

/** Before this stack makes a subnet, what refers to it has no id of it, only a pattern at most. */
const isSubnetMade = (input: NeedInput): boolean =>
  [input.properties['SubnetId'], ...networkInterfaces(input).map((one) => one['SubnetId'])].some(
    (subnet) => subnet !== undefined && text(subnet)?.startsWith('subnet-') !== true,
  );

const groupValues = (input: NeedInput): readonly Json[] => [
  ...listOf(input.properties['SecurityGroupIds']),
  ...networkInterfaces(input).flatMap((one) => listOf(one['GroupSet'])),
];

const isGroupId = (value: Json): value is string => /^sg-[0-9a-f]+$/.test(text(value) ?? '');

const knownGroups = (input: NeedInput): readonly string[] =>
  groupValues(input)
    .filter((value) => isGroupId(value))
    .map((id) => regionalArn('ec2', input, `security-group/${id}`));

/** What takes no tags from the launch; a volume does when the template says so. */
const untaggedAtLaunch = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, 'network-interface/*'),
  ...(input.properties['PropagateTagsToVolumeOnCreation'] === true
    ? []
    : [regionalArn('ec2', input, 'volume/*')]),
];

/** A new instance, and its volume, must carry the application's tag in the very same call. */
const RUN: readonly Act[] = [
  { action: 'ec2:RunInstances', resources: bound, conditions: () => ASKED },
  {
    action: 'ec2:RunInstances',
    resources: (input) => [
      ...imageArns(input),
      ...subnetArns(input),
      ...knownGroups(input),
      ...untaggedAtLaunch(input),
    ],
  },
  {
    action: 'ec2:RunInstances',
    resources: bound,
    conditions: inThisStack,
    when: (input) => isSubnetMade(input) || groupValues(input).some((value) => !isGroupId(value)),
  },
];

/** The profile of a plan has the name of its role; `readFacts` checks it for one that exists. */
const profileRole = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['IamInstanceProfile'], input);
  if (name === undefined) return [];
  // A generated name begins as the stack's, and so does its role's, of another logical id.
  const isWhole = name.startsWith(`${input.stackName}-`);
  const stem = isWhole ? `${input.stackName}-*` : `${input.stackName.slice(0, 20)}*`;
  const role = name.includes('*') ? stem : name;
  return [iamArn('role', input, role.split('/').at(-1) ?? role)];
};

const passRole: Act = {
  action: 'iam:PassRole',
  resources: profileRole,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
};

const keyOf = (input: NeedInput): readonly string[] =>
  listOf(input.properties['BlockDeviceMappings'])
    .map((device) => text(member(member(device, 'Ebs'), 'KmsKeyId')))
    .filter((key) => key?.startsWith('arn:') === true)
    .filter((key) => key !== undefined);

const hasKey = (input: NeedInput): boolean => keyOf(input).length > 0;

const withKey = (action: string): Act => ({ action, resources: keyOf, when: hasKey });

/**
 * EBS takes a grant on a customer key, for itself only, and uses the key for the caller. That it
 * is used through EC2 alone is the deployer's own policy: here it would not fit.
 */
const volumeKey: readonly Act[] = [
  {
    action: 'kms:CreateGrant',
    resources: keyOf,
    when: hasKey,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  },
  withKey('kms:Decrypt'),
  withKey('kms:DescribeKey'),
  withKey('kms:GenerateDataKeyWithoutPlaintext'),
  withKey('kms:ReEncryptFrom'),
  withKey('kms:ReEncryptTo'),
];

/** Source: schema of AWS::EC2::Instance, cut with the list of IAM. */
export const instanceTable: TypeTable = tableOf({
  type: 'AWS::EC2::Instance',
  arns: instances,
  slowestMinutes: 6,
  isStateful: true,
  createOnly: ['ImageId', 'SubnetId', 'KeyName', 'NetworkInterfaces', 'AvailabilityZone'],
  sensitiveProperties: [
    'SecurityGroupIds',
    'IamInstanceProfile',
    'MetadataOptions',
    'BlockDeviceMappings',
    'DisableApiTermination',
    'NetworkInterfaces',
  ],
  create: RUN,
  remove: onInstance('ec2:TerminateInstances'),
  read: [
    'ec2:DescribeIamInstanceProfileAssociations',
    'ec2:DescribeInstanceAttribute',
    'ec2:DescribeInstanceCreditSpecifications',
    'ec2:DescribeInstances',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeTags',
    'ec2:DescribeVolumes',
    'ec2:DescribeVpcs',
  ].map((action) => anywhere(action)),
  properties: {
    BlockDeviceMappings: onSet(volumeKey),
    CreditSpecification: onChange('ec2:ModifyInstanceCreditSpecification'),
    DisableApiTermination: onChange('ec2:ModifyInstanceAttribute'),
    EbsOptimized: onChange(
      'ec2:ModifyInstanceAttribute',
      'ec2:StartInstances',
      'ec2:StopInstances',
    ),
    IamInstanceProfile: {
      set: [
        passRole,
        ...onChange(
          'ec2:AssociateIamInstanceProfile',
          'ec2:DisassociateIamInstanceProfile',
          'ec2:ReplaceIamInstanceProfileAssociation',
        ).set,
      ],
      unset: ['ec2:DisassociateIamInstanceProfile'],
    },
    InstanceInitiatedShutdownBehavior: onChange('ec2:ModifyInstanceAttribute'),
    InstanceType: onChange(
      'ec2:ModifyInstanceAttribute',
      'ec2:StartInstances',
      'ec2:StopInstances',
    ),
    MetadataOptions: onChange('ec2:ModifyInstanceMetadataOptions'),
    Monitoring: onChange('ec2:MonitorInstances', 'ec2:UnmonitorInstances'),
    SecurityGroupIds: onChange('ec2:ModifyInstanceAttribute'),
    SourceDestCheck: onChange('ec2:ModifyInstanceAttribute'),
    Tags: onSet([tagAtCreation, ...retag(instances)]),
    UserData: onChange('ec2:ModifyInstanceAttribute', 'ec2:StartInstances', 'ec2:StopInstances'),
  },
});

/** The reviewed table of an instance. */
export const EC2_TYPES: readonly TypeTable[] = [instanceTable];
