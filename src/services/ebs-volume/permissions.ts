import { anywhere, inThisStack, onChange, onSet, regionalArn } from '../acts.ts';
import { ASKED, retag } from '../ec2-instance/own-acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const volumes = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, `volume/${input.physicalId ?? '*'}`),
];

const newVolumes = (input: NeedInput): readonly string[] => [regionalArn('ec2', input, 'volume/*')];

const isMade = (input: NeedInput): boolean => input.physicalId !== undefined;

/** What exists is named by its id; what this stack makes, by the stack's own tag. */
const onVolume = (action: string): readonly Act[] => [
  { action, resources: volumes, when: isMade },
  {
    action,
    resources: newVolumes,
    conditions: inThisStack,
    when: (input) => !isMade(input) || input.action === 'replace',
  },
];

const tagAtCreation: Act = {
  action: 'ec2:CreateTags',
  resources: newVolumes,
  conditions: () => ({ StringEquals: { 'ec2:CreateAction': 'CreateVolume' } }),
  when: (input) => input.action !== 'change',
};

const keyOf = (input: NeedInput): readonly string[] => {
  const key = input.properties['KmsKeyId'];
  return typeof key === 'string' && key.startsWith('arn:') ? [key] : [];
};

const hasKey = (input: NeedInput): boolean => keyOf(input).length > 0;

const withKey = (action: string): Act => ({ action, resources: keyOf, when: hasKey });

/** EBS takes a grant on a customer key, for itself only, and uses the key for the caller. */
const volumeKey: readonly Act[] = [
  {
    action: 'kms:CreateGrant',
    resources: keyOf,
    when: hasKey,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  },
  withKey('kms:DescribeKey'),
  withKey('kms:GenerateDataKeyWithoutPlaintext'),
];

const modify = onChange('ec2:ModifyVolume');

/**
 * Source: schema of AWS::EC2::Volume, cut with the list of IAM. The handler takes a snapshot only
 * where the deletion policy says so; ours takes one before, as a step of its own.
 */
export const volumeTable: TypeTable = tableOf({
  type: 'AWS::EC2::Volume',
  arns: volumes,
  slowestMinutes: 5,
  isStateful: true,
  createOnly: [
    'AvailabilityZone',
    'AvailabilityZoneId',
    'Encrypted',
    'KmsKeyId',
    'OutpostArn',
    'SnapshotId',
    'SourceVolumeId',
  ],
  sensitiveProperties: ['Encrypted', 'KmsKeyId'],
  create: [{ action: 'ec2:CreateVolume', resources: newVolumes, conditions: () => ASKED }],
  remove: onVolume('ec2:DeleteVolume'),
  read: [
    'ec2:DescribeTags',
    'ec2:DescribeVolumeAttribute',
    'ec2:DescribeVolumes',
    'ec2:DescribeVolumesModifications',
  ].map((action) => anywhere(action)),
  properties: {
    AutoEnableIO: onSet(onVolume('ec2:ModifyVolumeAttribute')),
    Iops: modify,
    KmsKeyId: onSet(volumeKey),
    MultiAttachEnabled: modify,
    Size: modify,
    Tags: onSet([tagAtCreation, ...retag(volumes)]),
    Throughput: modify,
    VolumeType: modify,
  },
});

/** The reviewed table of a volume. */
export const EBS_TYPES: readonly TypeTable[] = [volumeTable];
