import type { Refusal } from '../../task/refusal.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { configIn, domainsOf, pathsOf } from './config.ts';
import type { DistributionFacts } from './facts-schema.ts';
import type { BucketOrigin, Origin } from './origin/origin.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { foreignStack } from '../existing-target.ts';
import { EDIT } from '../edit-issue.ts';

const NO_ORIGIN: Refusal = {
  code: 'missing-field',
  because: 'Nothing is said of where the distribution fetches its answers.',
  next:
    'Edit the issue and name a bucket, a load balancer or a domain, such as ' +
    '`Origin: acme-shop-pages`. A bucket that nobody has yet is made with the distribution.',
};

const bucketRefusal = (bucket: BucketOrigin, context: DraftContext): Refusal | undefined => {
  if (bucket.state === 'elsewhere')
    return {
      code: 'target-not-found',
      because: `The bucket \`${bucket.name}\` is none of ${context.account.name}.`,
      next: `Mend its name or the account, or name a bucket that nobody has yet. ${EDIT}`,
    };
  if (bucket.policy === 'other' || bucket.policy === 'unknown')
    return {
      code: 'aws-refused',
      because:
        `The bucket \`${bucket.name}\` has a policy of its own, which does not let ` +
        'CloudFront in, and a bucket takes only one.',
      next:
        'Let `cloudfront.amazonaws.com` read it where the bucket is managed; then `/plan`. ' +
        'Or name a bucket that nobody has yet: it is made with the distribution.',
    };
  // The policy that this task made goes by the bucket's name too.
  const isForeign = bucket.foreignStack !== '' && bucket.foreignStack !== context.stackName;
  if (bucket.policy === 'none' && isForeign)
    return foreignStack('bucket', bucket.name, bucket.foreignStack);
  if (bucket.policy === 'lets' || bucket.region === context.region) return undefined;
  return {
    code: 'contradictory',
    because: `The bucket \`${bucket.name}\` is in ${bucket.region}, where its policy must be made.`,
    next: `Edit the issue and name the region ${bucket.region}; the distribution is global.`,
  };
};

const balancerRefusal = (
  { name, scheme }: Extract<Origin, { kind: 'balancer' }>,
  context: DraftContext,
): Refusal | undefined => {
  if (scheme === 'internal')
    return {
      code: 'contradictory',
      because: `The load balancer \`${name}\` is internal: CloudFront does not reach it.`,
      next: `Name one that faces the internet. ${EDIT}`,
    };
  if (domainsOf(context.task).length > 0) return undefined;
  return {
    code: 'missing-field',
    because:
      `CloudFront talks to \`${name}\` by HTTPS only, and no certificate is of a name under ` +
      '`elb.amazonaws.com`: the load balancer must be asked by the name that viewers use.',
    next: 'Edit the issue and add `Domain: www.shop.example.com` and its `Certificate: arn:aws:…`.',
  };
};

const originRefusal = (origin: Origin | null, context: DraftContext): Refusal | undefined => {
  if (origin === null) return NO_ORIGIN;
  if (origin.kind === 'website')
    return {
      code: 'contradictory',
      because:
        `\`${origin.host}\` is the website of a bucket: it is public and speaks no HTTPS, so ` +
        'everybody could go past the distribution.',
      next: 'Name the bucket itself, such as `Origin: acme-shop-pages`; it stays closed.',
    };
  if (origin.kind === 'balancer') return balancerRefusal(origin, context);
  return origin.kind === 'bucket' ? bucketRefusal(origin, context) : undefined;
};

const failoverRefusal = (
  { origin, failover }: DistributionFacts,
  context: DraftContext,
): Refusal | undefined => {
  if (failover === null) return undefined;
  if (origin?.kind !== 'bucket' || failover.kind !== 'bucket')
    return {
      code: 'contradictory',
      because:
        'Only a bucket stands in for a bucket: what is sent to an origin can not be repeated.',
      next: `Leave the line \`Failover\` out, or name a bucket as the origin. ${EDIT}`,
    };
  if (failover.state === 'here') return bucketRefusal(failover, context);
  return {
    code: 'target-not-found',
    because: `There is no bucket \`${failover.name}\` in ${context.account.name} to take over.`,
    next: `Ask for it first, with the same pages in it, or leave it out. ${EDIT}`,
  };
};

const logRefusal = ({ logs }: DistributionFacts, context: DraftContext): Refusal | undefined => {
  const bucket = textOf(context.task, 'logBucket') ?? '';
  if (logs === 'missing')
    return {
      code: 'target-not-found',
      because: `There is no bucket named \`${bucket}\` for the access log.`,
      next: `Mend its name, or leave the line out. ${EDIT}`,
    };
  if (logs !== 'refuses') return undefined;
  return {
    code: 'aws-refused',
    because: `The bucket \`${bucket}\` takes no ACLs, by which CloudFront delivers its log.`,
    next: 'Name a bucket whose object ownership is `BucketOwnerPreferred`, or set it there first.',
  };
};

const certificateRefusal = (context: DraftContext, before: JsonObject): Refusal | undefined => {
  const { task, account } = context;
  const certificate = textOf(task, 'certificate');
  const [, , , region, owner] = certificate?.split(':') ?? [];
  if (region !== undefined && region !== 'us-east-1')
    return {
      code: 'malformed-value',
      because: `The certificate is of ${region}; CloudFront takes only those of us-east-1.`,
      next: `Ask ACM for the same certificate in us-east-1, and name that one. ${EDIT}`,
    };
  if (owner !== undefined && owner !== account.id)
    return {
      code: 'malformed-value',
      because: `The certificate is of another account than ${account.name}.`,
      next: `Name a certificate of ${account.name} in us-east-1. ${EDIT}`,
    };
  const isNamed = certificate !== undefined || before['ViewerCertificate'] !== undefined;
  if (isNamed || domainsOf(task).length === 0) return undefined;
  return {
    code: 'missing-field',
    because: 'A distribution answers for names of your own only with a certificate of them.',
    next: 'Edit the issue and add its ARN, such as `Certificate: arn:aws:acm:us-east-1:…`.',
  };
};

/** What a new distribution can not be. */
export const createRefusal = (
  context: DraftContext,
  facts: DistributionFacts,
): Refusal | undefined =>
  originRefusal(facts.origin, context) ??
  failoverRefusal(facts, context) ??
  certificateRefusal(context, {}) ??
  logRefusal(facts, context);

/** What a distribution that exists can not become. */
export const updateRefusal = (
  context: DraftContext,
  facts: DistributionFacts,
  present: JsonObject,
): Refusal | undefined => {
  const config = configIn(present);
  const certificate = config['ViewerCertificate'];
  const isOwn = JSON.stringify(certificate ?? '').includes('arn:aws:acm');
  const before = isOwn || listOf(config['Aliases']).length > 0 ? config : {};
  return certificateRefusal(context, before) ?? logRefusal(facts, context);
};

/** Paths begin with a slash; a star stands for the rest, and only at the end. */
export const pathRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const bad = pathsOf(task).find((path) => !/^\/[^\s*]*\*?$/.test(path));
  if (bad === undefined) return undefined;
  return {
    code: 'malformed-value',
    because: `\`${bad}\` is no path that can be invalidated.`,
    next: 'Write paths such as `/index.html`, `/img/*` or `/*`; a star stands only at the end.',
  };
};
