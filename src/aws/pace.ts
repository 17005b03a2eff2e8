import type { Clock } from '../execute/ports.ts';
import type { ClientName } from './client-table.ts';

interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

const USUAL: Rate = { burst: 40, perSecond: 20 };

/**
 * Calls a second for one account, region and API family: below what AWS throttles, because the
 * SDK's own retries alone lose two thirds of the calls once throttling starts.
 */
const RATES: Readonly<Partial<Record<ClientName, Rate>>> = {
  CloudFormation: { burst: 20, perSecond: 5 },
  CloudControl: { burst: 25, perSecond: 25 },
  EC2: { burst: 50, perSecond: 20 },
  ElasticLoadBalancingV2: { burst: 20, perSecond: 10 },
  IAM: { burst: 20, perSecond: 15 },
  Organizations: { burst: 5, perSecond: 5 },
  S3: { burst: 100, perSecond: 50 },
  STS: { burst: 100, perSecond: 100 },
};

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Buckets kept before full ones are forgotten; 1,000 accounts in 17 regions must not add up. */
const BUCKETS_KEPT = 4096;

/** Lets calls of one account, region and family through at the rate AWS bears. */
export interface Pace {
  readonly take: (place: string, family: ClientName) => Promise<void>;
}

const refill = (bucket: Bucket, rate: Rate, nowMs: number): void => {
  const earned = ((nowMs - bucket.atMs) / 1000) * rate.perSecond;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + Math.max(0, earned));
  bucket.atMs = nowMs;
};

/** Forgets only what is in nobody's debt: whoever waits has taken tokens in advance. */
const forgetOldest = (buckets: Map<string, Bucket>, nowMs: number): void => {
  if (buckets.size < BUCKETS_KEPT) return;
  for (const [key, bucket] of [...buckets].slice(0, BUCKETS_KEPT / 4)) {
    // Every rate here fills an empty bucket within ten seconds.
    if (bucket.tokens >= 0 && nowMs - bucket.atMs >= 10_000) buckets.delete(key);
  }
};

/** Token buckets. A caller that finds none left takes the next one in advance and waits for it. */
export const createPace = (clock: Clock): Pace => {
  const buckets = new Map<string, Bucket>();
  return {
    take: async (place, family) => {
      const rate = RATES[family] ?? USUAL;
      const key = `${place} ${family}`;
      const nowMs = clock.now().getTime();
      forgetOldest(buckets, nowMs);
      const bucket = buckets.get(key) ?? { tokens: rate.burst, atMs: nowMs };
      buckets.delete(key);
      buckets.set(key, bucket);
      refill(bucket, rate, nowMs);
      bucket.tokens -= 1;
      if (bucket.tokens < 0) await clock.sleep((-bucket.tokens / rate.perSecond) * 1000);
    },
  };
};
