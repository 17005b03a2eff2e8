import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import {
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

/** What exists is named by its id; what this stack makes, by the stack's own tag. */
const isMade = (input: NeedInput): boolean => input.physicalId !== undefined;

const idsOf =
  (kind: string) =>
  (input: NeedInput): readonly string[] => [
    regionalArn('ec2', input, `${kind}/${input.physicalId ?? '*'}`),
  ];

const instances = idsOf('instance');
const groups = idsOf('security-group');

/**
 * Everything of EC2 in this account and region. Written only beside a condition that binds it to
 * this stack or to the creating call: the kinds that do not carry such a key are not allowed by it,
 * and one resource list for all of them keeps the session policy short enough.
 */
const bound = (input: NeedInput): readonly string[] => [regionalArn('ec2', input, '*')];

/** A call on one resource of this stack, before or after its id is known. */
const onOwn = (
  action: string,
  resources: (input: NeedInput) => readonly string[],
): readonly Act[] => [
  { action, resources, when: isMade },
  {
    action,
    resources: bound,
    conditions: inThisStack,
    when: (input) => !isMade(input) || input.action === 'replace',
  },
];

const onInstance = (action: string): readonly Act[] => onOwn(action, instances);
const onGroup = (action: string): readonly Act[] => onOwn(action, groups);

const anywhere = (action: string): Act => ({ action, resources: () => ['*'] });

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

const groupValues = (input: NeedInput): readonly Json[] => [
  ...listOf(input.properties['SecurityGroupIds']),
  ...networkInterfaces(input).flatMap((one) => listOf(one['GroupSet'])),
];

const isGroupId = (value: Json): value is string => /^sg-[0-9a-f]+$/.test(text(value) ?? '');

const knownGroups = (input: NeedInput): readonly string[] =>
  groupValues(input)
    .filter((value) => isGroupId(value))
    .map((id) => regionalArn('ec2', input, `security-group/${id}`));

const ASKED = { StringEquals: { 'aws:RequestTag/CoworkerManaged': 'true' } };

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
    when: (input) => groupValues(input).some((value) => !isGroupId(value)),
  },
];

/** Tags are written by the two creating calls only, never on what exists elsewhere. */
const tagAtCreation: Act = {
  action: 'ec2:CreateTags',
  resources: bound,
  conditions: () => ({
    StringEquals: { 'ec2:CreateAction': ['CreateSecurityGroup', 'RunInstances'] },
  }),
  when: (input) => input.action !== 'change',
};

const whenChanged =
  (resources: (input: NeedInput) => readonly string[]) =>
  (action: string): Act => ({ action, resources, when: (input) => input.action === 'change' });

const retag = (resources: (input: NeedInput) => readonly string[]): readonly Act[] =>
  ['ec2:CreateTags', 'ec2:DeleteTags'].map(whenChanged(resources));

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

/** EBS takes a grant on a customer key, for itself only. */
const volumeKey: readonly Act[] = [
  {
    action: 'kms:CreateGrant',
    resources: keyOf,
    when: (input) => keyOf(input).length > 0,
    conditions: () => ({ Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  },
  {
    action: 'kms:GenerateDataKeyWithoutPlaintext',
    resources: keyOf,
    when: (input) => keyOf(input).length > 0,
  },
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
  create: [...RUN, tagAtCreation],
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
    InstanceType: onChange(
      'ec2:ModifyInstanceAttribute',
      'ec2:StartInstances',
      'ec2:StopInstances',
    ),
    MetadataOptions: onChange('ec2:ModifyInstanceMetadataOptions'),
    Monitoring: onChange('ec2:MonitorInstances', 'ec2:UnmonitorInstances'),
    SecurityGroupIds: onChange('ec2:ModifyInstanceAttribute'),
    SourceDestCheck: onChange('ec2:ModifyInstanceAttribute'),
    Tags: onSet(retag(instances)),
    UserData: onChange('ec2:ModifyInstanceAttribute', 'ec2:StartInstances', 'ec2:StopInstances'),
  },
});

const vpcArns = (input: NeedInput): readonly string[] => {
  const vpc = text(input.properties['VpcId']);
  return vpc?.startsWith('vpc-') === true ? [regionalArn('ec2', input, `vpc/${vpc}`)] : [];
};

const rules = (direction: 'Ingress' | 'Egress'): readonly Act[] => [
  ...onGroup(`ec2:AuthorizeSecurityGroup${direction}`),
  ...onGroup(`ec2:RevokeSecurityGroup${direction}`),
];

/** A group with egress rules of its own first loses the one that AWS gives to each. */
const SECURITY_GROUP: TypeTable = tableOf({
  type: 'AWS::EC2::SecurityGroup',
  arns: groups,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'GroupName',
  createOnly: ['GroupName', 'GroupDescription', 'VpcId'],
  sensitiveProperties: ['*'],
  create: [
    { action: 'ec2:CreateSecurityGroup', resources: bound, conditions: () => ASKED },
    { action: 'ec2:CreateSecurityGroup', resources: vpcArns },
    tagAtCreation,
  ],
  remove: onGroup('ec2:DeleteSecurityGroup'),
  read: [
    anywhere('ec2:DescribeSecurityGroupRules'),
    anywhere('ec2:DescribeSecurityGroups'),
    anywhere('ec2:DescribeVpcs'),
  ],
  properties: {
    SecurityGroupIngress: onSet(rules('Ingress'), rules('Ingress')),
    SecurityGroupEgress: onSet(rules('Egress'), rules('Egress')),
    Tags: onSet(retag(groups)),
  },
});

/** The reviewed tables of an instance and its group. */
export const EC2_TYPES: readonly TypeTable[] = [instanceTable, SECURITY_GROUP];
