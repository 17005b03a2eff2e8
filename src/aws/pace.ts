import type { Clock } from '../execute/ports.ts';
import type { ClientName } from './client-table.ts';

/** What AWS bears of one account in one region: so many at once, and so many a second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Rates by API family; what is not named has the usual one. */
export type Rates = Readonly<Partial<Record<ClientName, Rate>>>;

const USUAL: Rate = { burst: 40, perSecond: 20 };

/**
 * Calls a second for one account, region and API family: below what AWS throttles, because the
 * SDK's own retries alone lose two thirds of the calls once throttling starts. S3 publishes none
 * for the configuration of buckets: begun boldly, and slowed down where it answers `SlowDown`.
 */
const RATES: Rates = {
  CloudFormation: { burst: 20, perSecond: 5 },
  CloudControl: { burst: 25, perSecond: 25 },
  EC2: { burst: 50, perSecond: 20 },
  ElasticLoadBalancingV2: { burst: 20, perSecond: 10 },
  IAM: { burst: 20, perSecond: 15 },
  Organizations: { burst: 5, perSecond: 5 },
  S3: { burst: 500, perSecond: 250 },
  STS: { burst: 150, perSecond: 150 },
};

/**
 * Calls that leave at an even pace do not arrive at one: a little of the burst and of the rate is
 * left, so that a call which overtakes another is no call too many.
 */
const MARGIN = { burst: 0.1, perSecond: 0.01 } as const;

const withMargin = ({ burst, perSecond }: Rate): Rate => ({
  burst: Math.max(1, Math.floor(burst * (1 - MARGIN.burst))),
  perSecond: perSecond * (1 - MARGIN.perSecond),
});

interface Bucket {
  tokens: number;
  atMs: number;
  /** The share of its rate that is used: less for a while after AWS throttled. */
  share: number;
  slowedMs: number;
}

/** Buckets kept before idle ones are forgotten; 1,000 accounts in 17 regions must not add up. */
const BUCKETS_KEPT = 4096;
const LOOKED_AT = 64;
const IDLE_MS = 60_000;

/** After a throttled call half of the rate is used, which grows back in ten seconds. */
const LEAST_SHARE = 0.125;
const SHARE_A_SECOND = 0.05;
const SLOWED_FOR_MS = 1000;

/** Lets calls of one account, region and family through at the rate AWS bears. */
export interface Pace {
  readonly take: (place: string, family: ClientName) => Promise<void>;
  /** AWS throttled a call: others use the same quota, or it is lower than is thought. */
  readonly slow: (place: string, family: ClientName) => void;
}

const refill = (bucket: Bucket, rate: Rate, nowMs: number): void => {
  const seconds = Math.max(0, nowMs - bucket.atMs) / 1000;
  const earned = seconds * rate.perSecond * bucket.share;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + earned);
  bucket.share = Math.min(1, bucket.share + seconds * SHARE_A_SECOND);
  bucket.atMs = nowMs;
};

/** Forgets some of the oldest that are in nobody's debt: whoever waits took tokens in advance. */
const forgetOldest = (buckets: Map<string, Bucket>, nowMs: number): void => {
  if (buckets.size < BUCKETS_KEPT) return;
  let looked = 0;
  for (const [key, bucket] of buckets) {
    if ((looked += 1) > LOOKED_AT) return;
    if (bucket.tokens >= 0 && nowMs - bucket.atMs >= IDLE_MS) buckets.delete(key);
  }
};

class TokenPace implements Pace {
  readonly #clock: Clock;
  readonly #rates: Rates;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, rates: Rates) {
    this.#clock = clock;
    const all = Object.entries({ ...RATES, ...rates });
    this.#rates = Object.fromEntries(all.map(([family, rate]) => [family, withMargin(rate)]));
  }

  async take(place: string, family: ClientName): Promise<void> {
    const [bucket, rate] = this.#bucketOf(place, family);
    bucket.tokens -= 1;
    if (bucket.tokens >= 0) return;
    await this.#clock.sleep((-bucket.tokens / (rate.perSecond * bucket.share)) * 1000);
  }

  slow(place: string, family: ClientName): void {
    const [bucket] = this.#bucketOf(place, family);
    // Calls that were under way together are throttled together: that is one sign, not many.
    if (bucket.atMs - bucket.slowedMs < SLOWED_FOR_MS) return;
    bucket.slowedMs = bucket.atMs;
    bucket.tokens = Math.min(0, bucket.tokens);
    bucket.share = Math.max(LEAST_SHARE, bucket.share / 2);
  }

  #bucketOf(place: string, family: ClientName): readonly [Bucket, Rate] {
    const rate = this.#rates[family] ?? USUAL;
    const key = `${place} ${family}`;
    const nowMs = this.#clock.now().getTime();
    forgetOldest(this.#buckets, nowMs);
    const known = this.#buckets.get(key);
    const bucket = known ?? { tokens: rate.burst, atMs: nowMs, share: 1, slowedMs: -Infinity };
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    refill(bucket, rate, nowMs);
    return [bucket, rate];
  }
}

/**
 * Token buckets. A caller that finds none left takes the next one in advance and waits for it.
 * `rates` are what AWS bears where that is known to differ; the pace stays a little below.
 */
export const createPace = (clock: Clock, rates: Rates = {}): Pace => new TokenPace(clock, rates);
