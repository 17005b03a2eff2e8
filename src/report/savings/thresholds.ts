/** Table of what counts as waste. Source: organization, cost and health, section 2. */

/** Whole UTC days that a resource must have been without use. */
export const IDLE_DAYS = 14;

export const THRESHOLDS = {
  /** Below both on each of the days; one busy day is a season, not waste. */
  idleInstance: { days: IDLE_DAYS, cpuPercent: 2, networkBytesDaily: 1_000_000 },
  /**
   * Below both. From 20 % on a size fits; from 60 % on it is watched. The specification names no
   * days for the peak: 14, so that what is busy once a fortnight keeps its size.
   */
  oversized: { days: 7, averagePercent: 20, peakPercent: 60, peakDays: IDLE_DAYS },
  unattachedVolume: { days: IDLE_DAYS },
  idleNatGateway: { days: IDLE_DAYS },
  idleLoadBalancer: { days: IDLE_DAYS },
  oldSnapshot: { days: 90 },
  unusedBucket: { days: 90 },
  /**
   * S3 does not move objects below 128 KB. Below 100 GB all that tiering could save is about a
   * dollar a month, which no review is worth: the limit in GB is ours.
   */
  untieredBucket: { averageObjectBytes: 128 * 1024, standardGb: 100, days: 30 },
  /** A commitment lasts a year at least; a month shows the least that it has to cover. */
  steadySpend: { days: 30, usdDaily: 1, ofMean: 0.8 },
} as const;

/** Days that logs are kept, by what the group's name begins with; the last row is for the rest. */
export const RETENTION_DAYS: readonly (readonly [prefix: string, days: number])[] = [
  ['aws-cloudtrail-logs', 365],
  ['/aws/vpc', 90],
  ['/aws/rds', 90],
  ['/aws/lambda/', 30],
  ['/aws/codebuild/', 30],
  ['/ecs/', 30],
  ['', 90],
];
