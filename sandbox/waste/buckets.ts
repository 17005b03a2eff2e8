import type { JsonObject } from '../../src/task/json.ts';
import type { Draw } from './draw.ts';
import { BUCKET_GB } from './prices.ts';
import { dailyMetric, daysAgo, eachDay, KEEP, type Field, type Sower, type Sown } from './sown.ts';

const KB = 1024;
const GB = 1024 ** 3;

interface Story {
  readonly age: number;
  readonly gigabytes: number;
  readonly averageBytes: number;
  /** Days ago of the last request; undefined where S3 does not count them. */
  readonly lastRequest?: number;
  readonly properties: JsonObject;
  readonly waste?: 'unused-bucket' | 'untiered-bucket';
}

const TRANSITION = {
  LifecycleConfiguration: {
    Rules: [
      {
        Id: 'tier',
        Status: 'Enabled',
        Transitions: [{ TransitionInDays: 30, StorageClass: 'STANDARD_IA' }],
      },
    ],
  },
};
const CLEANING = {
  LifecycleConfiguration: {
    Rules: [
      {
        Id: 'uploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ],
  },
};
const TIERS = {
  IntelligentTieringConfigurations: [
    { Id: 'all', Status: 'Enabled', Tierings: [{ AccessTier: 'ARCHIVE_ACCESS', Days: 90 }] },
  ],
};
const COUNTED = { MetricsConfigurations: [{ Id: 'EntireBucket' }] };

const large = (draw: Draw) => ({
  age: draw.between(31, 900),
  gigabytes: draw.between(102, 1500),
  averageBytes: draw.between(129.5 * KB, 90_000 * KB),
});
const small = (draw: Draw) => ({
  age: draw.between(91, 900),
  gigabytes: draw.between(0.1, 98),
  averageBytes: draw.between(10 * KB, 900 * KB),
});

const STORIES: Readonly<Record<string, (draw: Draw) => Story>> = {
  empty: (draw) => ({
    age: draw.between(90.2, 900),
    gigabytes: 0,
    averageBytes: 1,
    properties: {},
    waste: 'unused-bucket',
  }),
  'empty and new': (draw) => ({
    age: draw.between(0.2, 89.8),
    gigabytes: 0,
    averageBytes: 1,
    properties: {},
  }),
  'not asked for': (draw) => ({
    ...small(draw),
    lastRequest: draw.whole(92, 99),
    properties: COUNTED,
    waste: 'unused-bucket',
  }),
  'asked for once': (draw) => ({
    ...small(draw),
    lastRequest: draw.whole(2, 89),
    properties: COUNTED,
  }),
  'not counted': (draw) => ({ ...small(draw), properties: {} }),
  untiered: (draw) => ({ ...large(draw), properties: {}, waste: 'untiered-bucket' }),
  'only cleaned': (draw) => ({ ...large(draw), properties: CLEANING, waste: 'untiered-bucket' }),
  tiered: (draw) => ({ ...large(draw), properties: draw.pick([TRANSITION, TIERS]) }),
  'small objects': (draw) => ({
    ...large(draw),
    averageBytes: draw.between(4 * KB, 126 * KB),
    properties: {},
  }),
  kept: (draw) => ({ ...large(draw), properties: {} }),
};

const DAYS = 100;

const metricsOf = (field: Field, name: string, story: Story): Sown['metrics'] => {
  const one = (metric: string, of: Readonly<Record<string, string>>, value: number) =>
    dailyMetric(field, ['AWS/S3', metric], {
      dimensions: { BucketName: name, ...of },
      daily: eachDay(3, () => value),
    });
  const { gigabytes, averageBytes, lastRequest } = story;
  const bytes = gigabytes * GB;
  const requests = eachDay(DAYS, (at) => (at === DAYS - (lastRequest ?? 0) ? 12 : null));
  return [
    ...(bytes === 0
      ? []
      : [
          one('BucketSizeBytes', { StorageType: 'StandardStorage' }, bytes),
          one('NumberOfObjects', { StorageType: 'AllStorageTypes' }, bytes / averageBytes),
        ]),
    dailyMetric(field, ['AWS/S3', 'AllRequests'], {
      dimensions: { BucketName: name, FilterId: 'EntireBucket' },
      daily: requests,
    }),
  ];
};

/** What is saved: the whole storage of what nobody uses; of tiering nobody can know. */
const savedBy = ({ waste, gigabytes }: Story): number | null =>
  waste === 'unused-bucket' ? gigabytes * BUCKET_GB : null;

/** A bucket. */
export const sowBucket: Sower = (draw, field) => {
  const as = draw.pick(Object.keys(STORIES));
  const story = STORIES[as]?.(draw);
  if (story === undefined) throw new Error(`no story ${as}`);
  const id = `acme-${draw.hex(16)}`;
  const { account, region } = field;
  return {
    as,
    resources: [
      {
        account,
        region,
        type: 'AWS::S3::Bucket',
        id,
        tags: as === 'kept' ? KEEP : {},
        properties: { BucketName: id, ...story.properties },
        attributes: { ObjectCount: story.gigabytes === 0 ? 0 : 1 },
        createdAt: daysAgo(field, story.age),
      },
    ],
    metrics: metricsOf(field, id, story),
    spendUsd: story.gigabytes * BUCKET_GB,
    ...(story.waste === undefined
      ? {}
      : { truth: { kind: story.waste, account, region, id, monthlyUsd: savedBy(story) } }),
  };
};
