import { claim, worthOf, type Judge, type Standpoint } from '../claim.ts';
import type { ObservedBucket } from '../observed.ts';
import { FINE, unknown, type Evidence, type Worth } from '../saving.ts';
import { ageDays, isEmpty } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { dateWords, gigabytesOf } from '../words.ts';

const { days: DAYS } = THRESHOLDS.unusedBucket;

const bucketWorth = (bucket: ObservedBucket, at: Standpoint): Worth => {
  if (bucket.isEmpty) return { monthlyUsd: 0, assumption: '' };
  if (bucket.standardBytes === null) return { unpriced: 'CloudWatch does not tell its size' };
  const quantities = [{ key: 's3:standard-gb-month', amount: gigabytesOf(bucket.standardBytes) }];
  return worthOf(quantities, 'only its standard class is counted', {
    ...at,
    region: bucket.region,
  });
};

const whyUnused = (bucket: ObservedBucket): Evidence | 'used' | 'unclear' => {
  if (bucket.isEmpty) return { what: 'objects', value: 'none, and no old versions' };
  if (bucket.requests === 'off' || bucket.requests === 'unread') return 'unclear';
  if (!isEmpty(bucket.requests)) return 'used';
  const value = `none in ${DAYS} days; AWS does not tell since when it counts them`;
  return { what: 'requests', value };
};

/** A bucket that holds nothing, or that nobody asked for anything in 90 days. Only proposed. */
export const judgeUnusedBucket: Judge<ObservedBucket> = (bucket, at) => {
  if (!(ageDays(bucket.createdAt, at.now) >= DAYS)) return FINE;
  const found = whyUnused(bucket);
  if (found === 'used') return FINE;
  if (found === 'unclear')
    return unknown(
      bucket.requests === 'off'
        ? 'its request metrics are off'
        : 'CloudWatch did not tell its requests',
    );
  return claim(bucket, {
    kind: 'unused-bucket',
    evidence: [found, { what: 'created', value: dateWords(bucket.createdAt) }],
    worth: bucketWorth(bucket, at),
    risk: { level: 'high', because: 'names and objects of a bucket do not come back' },
    remedy: { do: 'propose', what: 'ask its owner; a bucket is never deleted by itself' },
  });
};
