/** Table of the IAM actions that CloudFront demands of a handler's session. */
import type { ActionRow, ActionTable } from '../required-actions.ts';

const a = (action: string): ActionRow => ({ action });
const anywhere = (action: string): ActionRow => ({ action, on: ['anything'] });
const whenTagged = (action: string): ActionRow => ({ action, when: ['Tags'] });

/** CloudFront writes its right to deliver the log into the ACL of a bucket. */
const LOG_BUCKET: readonly ActionRow[] = ['s3:GetBucketAcl', 's3:PutBucketAcl'].map((action) => ({
  action,
  on: ['logBucket'],
  when: ['DistributionConfig'],
}));

const DISTRIBUTION_READ = [a('cloudfront:GetDistribution'), a('cloudfront:GetDistributionConfig')];

/** By type, as `REQUIRED_ACTIONS`. */
export const CLOUDFRONT_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::CloudFront::Distribution': {
    create: [
      anywhere('cloudfront:CreateDistribution'),
      whenTagged('cloudfront:TagResource'),
      ...DISTRIBUTION_READ,
      ...LOG_BUCKET,
    ],
    read: [...DISTRIBUTION_READ, whenTagged('cloudfront:ListTagsForResource')],
    update: [
      ...DISTRIBUTION_READ,
      { action: 'cloudfront:UpdateDistribution', unlessOnly: ['Tags'] },
      whenTagged('cloudfront:TagResource'),
      whenTagged('cloudfront:UntagResource'),
      ...LOG_BUCKET,
    ],
    // The handler of a stack turns it off first.
    delete: [
      ...DISTRIBUTION_READ,
      a('cloudfront:UpdateDistribution'),
      a('cloudfront:DeleteDistribution'),
    ],
  },
  'AWS::CloudFront::OriginAccessControl': {
    create: [anywhere('cloudfront:CreateOriginAccessControl')],
    read: [a('cloudfront:GetOriginAccessControl')],
    update: [a('cloudfront:GetOriginAccessControl'), a('cloudfront:UpdateOriginAccessControl')],
    delete: [a('cloudfront:GetOriginAccessControl'), a('cloudfront:DeleteOriginAccessControl')],
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    create: [anywhere('cloudfront:CreateResponseHeadersPolicy')],
    read: [a('cloudfront:GetResponseHeadersPolicy')],
    update: [a('cloudfront:GetResponseHeadersPolicy'), a('cloudfront:UpdateResponseHeadersPolicy')],
    delete: [a('cloudfront:GetResponseHeadersPolicy'), a('cloudfront:DeleteResponseHeadersPolicy')],
  },
  'AWS::CloudFront::Function': {
    create: [
      anywhere('cloudfront:CreateFunction'),
      a('cloudfront:DescribeFunction'),
      { action: 'cloudfront:PublishFunction', when: ['AutoPublish'] },
    ],
    read: [a('cloudfront:DescribeFunction'), a('cloudfront:GetFunction')],
    update: [
      a('cloudfront:DescribeFunction'),
      a('cloudfront:UpdateFunction'),
      { action: 'cloudfront:PublishFunction', when: ['AutoPublish'] },
    ],
    delete: [a('cloudfront:DescribeFunction'), a('cloudfront:DeleteFunction')],
  },
  'AWS::CloudFront::MonitoringSubscription': {
    create: [anywhere('cloudfront:CreateMonitoringSubscription')],
    read: [anywhere('cloudfront:GetMonitoringSubscription')],
    update: [
      anywhere('cloudfront:GetMonitoringSubscription'),
      anywhere('cloudfront:CreateMonitoringSubscription'),
    ],
    delete: [
      anywhere('cloudfront:GetMonitoringSubscription'),
      anywhere('cloudfront:DeleteMonitoringSubscription'),
    ],
  },
};
