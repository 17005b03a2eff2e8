import { claim, type Judge, type Standpoint } from '../claim.ts';
import type { ObservedBucket } from '../observed.ts';
import { FINE, unknown, type Evidence } from '../saving.ts';
import { ageDays } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { byteWords, gigabytesOf, numberWords } from '../words.ts';

const LIMITS = THRESHOLDS.untieredBucket;

/** The most that it could be: as if nobody read anything. Nothing where a price is not known. */
const atMost = (bucket: ObservedBucket, bytes: number, { prices }: Standpoint): Evidence[] => {
  const [standard, infrequent] = ['s3:standard-gb-month', 's3:standard-ia-gb-month'].map((key) =>
    prices.priceOf(key, bucket.region),
  );
  if (standard === undefined || infrequent === undefined) return [];
  const usd = gigabytesOf(bytes) * (standard.usd - infrequent.usd);
  return [{ what: 'saves at most', value: `$${numberWords(usd)} a month, if nothing were read` }];
};

/**
 * A bucket whose objects stay in the standard class for ever: neither a lifecycle rule nor
 * Intelligent-Tiering. Small objects are not worth moving, so their average size is looked at.
 * What tiering saves depends on how often objects are read, which nobody here knows: unpriced.
 */
export const judgeUntieredBucket: Judge<ObservedBucket> = (bucket, at) => {
  const { objects, standardBytes, isEmpty: hasNothing } = bucket;
  const isNew = !(ageDays(bucket.createdAt, at.now) >= LIMITS.days);
  if (isNew || hasNothing || bucket.tiering !== '') return FINE;
  if (standardBytes === null || objects === null || objects === 0)
    return unknown('CloudWatch does not tell its size');
  const isSmall = gigabytesOf(standardBytes) < LIMITS.standardGb;
  const average = standardBytes / objects;
  if (isSmall || average < LIMITS.averageObjectBytes) return FINE;
  return claim(bucket, {
    kind: 'untiered-bucket',
    evidence: [
      { what: 'standard class', value: byteWords(standardBytes) },
      { what: 'average object', value: `${byteWords(average)}; below 128 KB none is moved` },
      { what: 'tiering', value: 'no lifecycle rule, no Intelligent-Tiering' },
      ...atMost(bucket, standardBytes, at),
    ],
    worth: { unpriced: 'it depends on how often its objects are read' },
    risk: { level: 'low', because: 'objects stay readable at once' },
    remedy: { do: 'add-tiering' },
  });
};
