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
  // The control plane, all its calls together.
  Lambda: { burst: 15, perSecond: 13 },
  Route53: { burst: 5, perSecond: 5 },
  ElasticLoadBalancingV2: { burst: 20, perSecond: 10 },
  IAM: { burst: 20, perSecond: 15 },
  Organizations: { burst: 5, perSecond: 5 },
  S3: { burst: 1000, perSecond: 500 },
  STS: { burst: 150, perSecond: 150 },
};

/** A little is left of the burst and of the rate: clocks differ, and others ask as well. */
const MARGIN = { burst: 0.1, perSecond: 0.01 } as const;

const withMargin = ({ burst, perSecond }: Rate): Rate => ({
  burst: Math.max(1, Math.floor(burst * (1 - MARGIN.burst))),
  perSecond: perSecond * (1 - MARGIN.perSecond),
});

interface Bucket {
  readonly rate: Rate;
  /** What AWS has at least: a call is taken from it when its answer shows that it arrived. */
  tokens: number;
  /** Calls let through and not answered, each of which may yet arrive. */
  underWay: number;
  atMs: number;
  /** The share of its rate that is used: less for a while after AWS throttled. */
  share: number;
  slowedMs: number;
  /** Who waits, in the order in which they came. */
  readonly waiting: (() => void)[];
  isTimed: boolean;
}

/** Buckets kept before idle ones are forgotten; 1,000 accounts in 17 regions must not add up. */
const BUCKETS_KEPT = 4096;
const LOOKED_AT = 64;
const IDLE_MS = 60_000;

/** After a throttled call half of the rate is used, which grows back in ten seconds. */
const LEAST_SHARE = 0.125;
const SHARE_A_SECOND = 0.05;
const SLOWED_FOR_MS = 1000;

/** A token that is there but for what is lost in rounding milliseconds. */
const WHOLE = 0.999;

/** Lets calls of one account, region and family through at the rate AWS bears. */
export interface Pace {
  /** Every call that is let through is `answered` at last, whatever became of it. */
  readonly take: (place: string, family: ClientName) => Promise<void>;
  readonly answered: (place: string, family: ClientName) => void;
  /** AWS throttled a call: others use the same quota, or it is lower than is thought. */
  readonly slow: (place: string, family: ClientName) => void;
}

/** A bucket that is full earns nothing, ours as little as that of AWS. */
const refill = (bucket: Bucket, nowMs: number): void => {
  const { rate } = bucket;
  const seconds = Math.max(0, nowMs - bucket.atMs) / 1000;
  const earned = seconds * rate.perSecond * bucket.share;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + earned);
  bucket.share = Math.min(1, bucket.share + seconds * SHARE_A_SECOND);
  bucket.atMs = Math.max(bucket.atMs, nowMs);
};

const fullBucket = (rate: Rate, atMs: number): Bucket => ({
  rate,
  tokens: rate.burst,
  underWay: 0,
  atMs,
  share: 1,
  slowedMs: -Infinity,
  waiting: [],
  isTimed: false,
});

const isIdle = ({ underWay, waiting, atMs }: Bucket, nowMs: number): boolean =>
  underWay === 0 && waiting.length === 0 && nowMs - atMs >= IDLE_MS;

/** Forgets some of the oldest that nobody uses. */
const forgetOldest = (buckets: Map<string, Bucket>, nowMs: number): void => {
  if (buckets.size < BUCKETS_KEPT) return;
  let looked = 0;
  for (const [key, bucket] of buckets) {
    if ((looked += 1) > LOOKED_AT) return;
    if (isIdle(bucket, nowMs)) buckets.delete(key);
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

  take(place: string, family: ClientName): Promise<void> {
    const bucket = this.#bucketOf(place, family);
    return new Promise((resolve) => {
      bucket.waiting.push(resolve);
      this.#release(bucket);
    });
  }

  answered(place: string, family: ClientName): void {
    const bucket = this.#bucketOf(place, family);
    bucket.tokens -= 1;
    bucket.underWay -= 1;
    this.#release(bucket);
  }

  slow(place: string, family: ClientName): void {
    const bucket = this.#bucketOf(place, family);
    // Calls that were under way together are throttled together: that is one sign, not many.
    if (bucket.atMs - bucket.slowedMs < SLOWED_FOR_MS) return;
    bucket.slowedMs = bucket.atMs;
    bucket.tokens = Math.min(bucket.underWay, bucket.tokens);
    bucket.share = Math.max(LEAST_SHARE, bucket.share / 2);
  }

  /** Lets through what there are tokens for, should all that is under way arrive at this moment. */
  #release(bucket: Bucket): void {
    const { rate, waiting } = bucket;
    while (waiting.length > 0 && bucket.tokens - bucket.underWay >= WHOLE) {
      bucket.underWay += 1;
      waiting.shift()?.();
    }
    // Where a full bucket would not do, the next answer is waited for.
    if (waiting.length === 0 || bucket.isTimed || rate.burst - bucket.underWay < 1) return;
    const missing = 1 - (bucket.tokens - bucket.underWay);
    void this.#wake(bucket, (missing / (rate.perSecond * bucket.share)) * 1000);
  }

  async #wake(bucket: Bucket, ms: number): Promise<void> {
    const dueMs = bucket.atMs + ms;
    bucket.isTimed = true;
    await this.#clock.sleep(ms);
    bucket.isTimed = false;
    refill(bucket, Math.max(dueMs, this.#clock.now().getTime()));
    this.#release(bucket);
  }

  #bucketOf(place: string, family: ClientName): Bucket {
    const key = `${place} ${family}`;
    const nowMs = this.#clock.now().getTime();
    forgetOldest(this.#buckets, nowMs);
    const bucket = this.#buckets.get(key) ?? fullBucket(this.#rates[family] ?? USUAL, nowMs);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    refill(bucket, nowMs);
    return bucket;
  }
}

/**
 * Token buckets. `rates` are what AWS bears where that is known to differ; the pace stays a little
 * below. A call may be long under way, as at a cold start: until answers come nothing is earned
 * beyond what a full bucket holds, since that of AWS earns nothing either before calls arrive.
 */
export const createPace = (clock: Clock, rates: Rates = {}): Pace => new TokenPace(clock, rates);
