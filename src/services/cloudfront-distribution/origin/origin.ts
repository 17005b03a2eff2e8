import { z } from 'zod';

/** A bucket as a distribution must know it. */
export const bucketOriginSchema = z.object({
  kind: z.literal('bucket'),
  name: z.string(),
  region: z.string(),
  /** `free`: nobody has it yet, so that the distribution's own stack makes it. */
  state: z.enum(['here', 'free', 'elsewhere']),
  /** What its policy says of CloudFront; a bucket has only one policy. */
  policy: z.enum(['none', 'lets', 'other', 'unknown']),
  isKms: z.boolean(),
  /** The stack of somebody else that owns it; empty for none. */
  foreignStack: z.string(),
});

/** Where a distribution fetches what it has not kept. */
export const originSchema = z.discriminatedUnion('kind', [
  bucketOriginSchema,
  z.object({ kind: z.literal('balancer'), name: z.string(), host: z.string(), scheme: z.string() }),
  z.object({ kind: z.literal('domain'), host: z.string() }),
  z.object({ kind: z.literal('website'), host: z.string() }),
]);
export type BucketOrigin = z.infer<typeof bucketOriginSchema>;
export type Origin = z.infer<typeof originSchema>;

const WEBSITE = /\.s3-website[.-]/;
const BUCKET_HOST = /^(.+?)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;
const BALANCER_HOST = /\.elb\.amazonaws\.com$/;

/** What the words of a request say of an origin by themselves. */
export interface OriginWords {
  readonly kind: 'website' | 'bucket' | 'balancer' | 'name';
  readonly text: string;
}

/** Reads an origin as people write it: a website and the endpoint of a bucket are told apart. */
export const originWords = (asked: string): OriginWords => {
  const text = asked.toLowerCase();
  if (WEBSITE.test(text)) return { kind: 'website', text };
  const bucket = BUCKET_HOST.exec(text)?.[1];
  if (bucket !== undefined) return { kind: 'bucket', text: bucket };
  return { kind: BALANCER_HOST.test(text) ? 'balancer' : 'name', text };
};

/** A name without dots is never a domain of its own. */
export const mayBeDomain = (text: string): boolean => text.includes('.');
