import { isJsonObject } from '../../task/json.ts';
import { anywhere, inThisStack } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const arnsOf =
  (kind: string) =>
  (input: NeedInput): readonly string[] => [
    `arn:aws:cloudfront::${input.account.id}:${kind}/${input.physicalId ?? '*'}`,
  ];

const isKnown = (input: NeedInput): boolean => input.physicalId !== undefined;

/** On the one that is meant, or on what this very stack made, which CloudFormation tags. */
const onOwn = (action: string): readonly Act[] => [
  { action, when: isKnown },
  { action, when: (input) => !isKnown(input), conditions: inThisStack },
];

/** CloudFront writes its own right to deliver into the ACL of the bucket of the log. */
const logBucket = (input: NeedInput): readonly string[] => {
  const config = input.properties['DistributionConfig'];
  // Settings that only CloudFormation can put together may have a log.
  if (config !== undefined && !isJsonObject(config)) return ['arn:aws:s3:::*'];
  const host = textIn(at(config, 'Logging.Bucket'));
  const [, name] = /^(.+)\.s3\.amazonaws\.com$/.exec(host) ?? [];
  return name === undefined ? [] : [`arn:aws:s3:::${name}`];
};

const onLogBucket = (action: string): Act => ({
  action,
  resources: logBucket,
  when: (input) => logBucket(input).length > 0,
});

/** Encryption, logs, firewall, who is let through to what, and whether anybody is at all. */
const SENSITIVE: readonly string[] = [
  'CacheBehaviors',
  'DefaultCacheBehavior',
  'Enabled',
  'Logging',
  'OriginGroups',
  'Origins',
  'Restrictions',
  'ViewerCertificate',
  'WebACLId',
].map((name) => `DistributionConfig.${name}`);

/**
 * Source: schema of AWS::CloudFront::Distribution, cut with the list of IAM. The schema leaves out
 * of a deletion that the handler turns the distribution off before it.
 */
export const distributionTable: TypeTable = tableOf({
  type: 'AWS::CloudFront::Distribution',
  arns: arnsOf('distribution'),
  // Every place in the world gets a change; a deletion waits for being turned off, too.
  slowestMinutes: 15,
  isStateful: false,
  sensitiveProperties: SENSITIVE,
  create: [anywhere('cloudfront:CreateDistribution')],
  remove: [...onOwn('cloudfront:UpdateDistribution'), ...onOwn('cloudfront:DeleteDistribution')],
  read: [
    'cloudfront:GetDistribution',
    'cloudfront:GetDistributionConfig',
    'cloudfront:ListTagsForResource',
  ],
  properties: {
    DistributionConfig: {
      set: [
        {
          action: 'cloudfront:UpdateDistribution',
          when: (input) => input.action === 'change',
        },
        onLogBucket('s3:GetBucketAcl'),
        onLogBucket('s3:PutBucketAcl'),
      ],
    },
    Tags: {
      set: [
        'cloudfront:TagResource',
        { action: 'cloudfront:UntagResource', when: (input) => input.action === 'change' },
      ],
    },
  },
});

const simple = (kind: string, words: { readonly type: string; readonly verb: string }): TypeTable =>
  tableOf({
    type: words.type,
    arns: arnsOf(kind),
    slowestMinutes: 1,
    isStateful: false,
    sensitiveProperties: ['*'],
    create: [anywhere(`cloudfront:Create${words.verb}`)],
    change: [`cloudfront:Update${words.verb}`],
    remove: [`cloudfront:Delete${words.verb}`],
    read: [`cloudfront:Get${words.verb}`],
    properties: {},
  });

/** IAM knows no resource of these calls. */
const monitoringTable: TypeTable = tableOf({
  type: 'AWS::CloudFront::MonitoringSubscription',
  arns: () => ['*'],
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['DistributionId'],
  sensitiveProperties: [],
  create: ['cloudfront:CreateMonitoringSubscription'],
  change: ['cloudfront:CreateMonitoringSubscription'],
  remove: ['cloudfront:DeleteMonitoringSubscription'],
  read: ['cloudfront:GetMonitoringSubscription'],
  properties: {},
});

/** The reviewed tables of a distribution and of what stands beside it. */
export const DISTRIBUTION_TYPES: readonly TypeTable[] = [
  distributionTable,
  simple('origin-access-control', {
    type: 'AWS::CloudFront::OriginAccessControl',
    verb: 'OriginAccessControl',
  }),
  simple('response-headers-policy', {
    type: 'AWS::CloudFront::ResponseHeadersPolicy',
    verb: 'ResponseHeadersPolicy',
  }),
  monitoringTable,
];
