import { z } from 'zod';
import { parseRegion, type Region } from '../../../task/ids.ts';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { findOwner, isMissing, readParsed } from '../../facts.ts';
import { readBalancer } from '../../load-balancer/described/facts.ts';
import { mayBeDomain, originWords, type BucketOrigin, type Origin } from './origin.ts';

const s3 = (
  region: Region,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): ReadCall => ({
  client: 'S3',
  operation,
  region,
  input,
});

const ownSchema = z.object({
  Buckets: z.array(z.object({ Name: z.string(), BucketRegion: z.string().nullish() })).nullish(),
  ContinuationToken: z.string().nullish(),
});

/** The region of a bucket of this account; undefined when the account has none of this name. */
const readOwnRegion = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<string | undefined> => {
  let token: string | undefined;
  do {
    const page = token === undefined ? {} : { ContinuationToken: token };
    const call = s3(region, 'ListBuckets', { Prefix: name, MaxBuckets: 1000, ...page });
    const found = await readParsed(reader, call, ownSchema);
    const own = found?.Buckets?.find((row) => row.Name === name);
    if (own !== undefined) return own.BucketRegion ?? region;
    token = found?.ContinuationToken ?? undefined;
  } while (token !== undefined);
  return undefined;
};

const policySchema = z.object({ Policy: z.string() });

const readPolicy = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<BucketOrigin['policy']> => {
  const answer = await reader.read(s3(region, 'GetBucketPolicy', { Bucket: name }));
  if (!answer.ok) return /NoSuchBucketPolicy/.test(answer.code) ? 'none' : 'unknown';
  const parsed = policySchema.safeParse(answer.output);
  return parsed.success && parsed.data.Policy.includes('cloudfront.amazonaws.com')
    ? 'lets'
    : 'other';
};

const readIsKms = async (reader: AwsReader, region: Region, name: string): Promise<boolean> => {
  const answer = await reader.read(s3(region, 'GetBucketEncryption', { Bucket: name }));
  return answer.ok && JSON.stringify(answer.output).includes('aws:kms');
};

/** A policy that is put on the bucket of another stack would be drift there. */
const readForeignStack = async (
  reader: AwsReader,
  own: string,
  physicalId: string,
): Promise<string> => {
  const region = parseRegion(own);
  if (region === undefined) return '';
  const owner = await findOwner(reader, { region, type: 'AWS::S3::Bucket', physicalId });
  return owner.owner === 'foreign' ? owner.stackName : '';
};

/** A bucket by its name: of this account with its policy, free, or somebody else's. */
export const readBucketOrigin = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<BucketOrigin> => {
  const own = await readOwnRegion(reader, region, name);
  const base = {
    kind: 'bucket',
    name,
    region: own ?? region,
    isKms: false,
    foreignStack: '',
  } as const;
  if (own === undefined) {
    const head = await reader.read(s3(region, 'HeadBucket', { Bucket: name }));
    const isFree = !head.ok && head.httpStatus === 404;
    return { ...base, state: isFree ? 'free' : 'elsewhere', policy: isFree ? 'none' : 'unknown' };
  }
  return {
    ...base,
    state: 'here',
    policy: await readPolicy(reader, region, name),
    isKms: await readIsKms(reader, region, name),
    foreignStack: await readForeignStack(reader, own, name),
  };
};

/** What a request means by an origin: a bucket before a load balancer before a domain. */
export const readOrigin = async (
  reader: AwsReader,
  region: Region,
  asked: string,
): Promise<Origin> => {
  const { kind, text } = originWords(asked);
  if (kind === 'website') return { kind: 'website', host: text };
  if (kind === 'bucket') return await readBucketOrigin(reader, region, text);
  if (kind === 'balancer')
    return { kind, name: text, host: text, scheme: text.startsWith('internal-') ? 'internal' : '' };
  const bucket = await readBucketOrigin(reader, region, text);
  if (bucket.state === 'here') return bucket;
  if (mayBeDomain(text)) return { kind: 'domain', host: text };
  const balancer = await readBalancer(reader, region, asked);
  if (balancer === undefined) return bucket;
  const { DNSName, Scheme } = balancer;
  return { kind: 'balancer', name: asked, host: DNSName ?? '', scheme: Scheme ?? '' };
};

const ownershipSchema = z.object({
  OwnershipControls: z.object({ Rules: z.array(z.object({ ObjectOwnership: z.string() })) }),
});

/** Whether a bucket takes ACLs, by which CloudFront delivers its log. */
export const readTakesAcls = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<'lets' | 'refuses' | 'missing' | 'unknown'> => {
  const answer = await reader.read(s3(region, 'GetBucketOwnershipControls', { Bucket: name }));
  if (!answer.ok) {
    // A bucket of before 2023 has none, and takes ACLs.
    if (/OwnershipControlsNotFound/.test(answer.code)) return 'lets';
    return isMissing(answer) ? 'missing' : 'unknown';
  }
  const parsed = ownershipSchema.safeParse(answer.output);
  const rules = parsed.success ? parsed.data.OwnershipControls.Rules : [];
  return rules.some((rule) => rule.ObjectOwnership === 'BucketOwnerEnforced') ? 'refuses' : 'lets';
};
