import { anywhere, listOf } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** A zone has no id before it is made, and IAM knows none of its tags. */
const zoneArns = (input: NeedInput): readonly string[] => [
  `arn:aws:route53:::hostedzone/${input.physicalId ?? '*'}`,
];

const vpcs = (input: NeedInput): readonly string[] =>
  listOf(input.properties['VPCs']).length === 0 ? [] : [`arn:aws:ec2:*:${input.account.id}:vpc/*`];

const loggingArns = (): readonly string[] => ['arn:aws:route53:::queryloggingconfig/*'];

/** Source: schema of AWS::Route53::HostedZone, cut with the list of IAM. */
export const hostedZoneTable: TypeTable = tableOf({
  type: 'AWS::Route53::HostedZone',
  arns: zoneArns,
  slowestMinutes: 3,
  // Its records are data that no plan copies: a zone with any is not deleted.
  isStateful: true,
  createOnly: ['Name'],
  sensitiveProperties: ['QueryLoggingConfig', 'VPCs'],
  create: [anywhere('route53:CreateHostedZone')],
  remove: ['route53:DeleteHostedZone'],
  read: [
    'route53:GetHostedZone',
    { action: 'route53:GetChange', resources: () => ['arn:aws:route53:::change/*'] },
    'route53:ListTagsForResource',
    'route53:ListQueryLoggingConfigs',
  ],
  properties: {
    HostedZoneConfig: {
      set: [
        {
          action: 'route53:UpdateHostedZoneComment',
          when: (input) => input.action === 'change',
        },
      ],
    },
    HostedZoneTags: { set: ['route53:ChangeTagsForResource'] },
    Tags: { set: ['route53:ChangeTagsForResource'] },
    QueryLoggingConfig: {
      set: [
        'route53:CreateQueryLoggingConfig',
        { action: 'route53:DeleteQueryLoggingConfig', resources: loggingArns },
      ],
    },
    VPCs: {
      set: [
        'route53:AssociateVPCWithHostedZone',
        {
          action: 'route53:DisassociateVPCFromHostedZone',
          when: (input) => input.action === 'change',
        },
        { action: 'ec2:DescribeVpcs', resources: vpcs },
      ],
    },
  },
});

/** Who may write into log groups of the account, by a policy of its own. */
const logsPolicy: TypeTable = tableOf({
  type: 'AWS::Logs::ResourcePolicy',
  arns: () => ['*'],
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['PolicyName'],
  sensitiveProperties: ['*'],
  create: ['logs:PutResourcePolicy'],
  change: ['logs:PutResourcePolicy'],
  remove: ['logs:DeleteResourcePolicy'],
  read: ['logs:DescribeResourcePolicies'],
  properties: {},
});

/** The reviewed tables of a zone and of what its queries are logged with. */
export const HOSTED_ZONE_TYPES: readonly TypeTable[] = [hostedZoneTable, logsPolicy];
