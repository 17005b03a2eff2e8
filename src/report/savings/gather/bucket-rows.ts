import { z } from 'zod';
import type { ReadCall } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { pagesOf } from './pages.ts';
import { tagsOf, tagsSchema, type ReadPlace, type SourceReader } from './source.ts';

const tagSetSchema = z.object({ TagSet: tagsSchema });
const versionsSchema = z.object({
  Versions: z.array(z.unknown()).nullish(),
  DeleteMarkers: z.array(z.unknown()).nullish(),
});
const ruleSchema = z.object({
  Status: z.string().nullish(),
  Transitions: z.array(z.unknown()).nullish(),
  Expiration: z.object({ Days: z.number().nullish(), Date: z.unknown().optional() }).nullish(),
});
const lifecycleSchema = z.object({ Rules: z.array(ruleSchema).nullish() });
const tieringSchema = z.object({
  IntelligentTieringConfigurationList: z
    .array(z.object({ Status: z.string().nullish() }))
    .nullish(),
  NextContinuationToken: z.string().nullish(),
});
const metricsSchema = z.object({
  MetricsConfigurationList: z
    .array(z.object({ Id: z.string(), Filter: z.unknown().optional() }))
    .nullish(),
  NextContinuationToken: z.string().nullish(),
});

/** What one bucket says of itself. */
export interface BucketRow {
  readonly tags: Readonly<Record<string, string>>;
  readonly isEmpty: boolean;
  /** What moves or expires objects, in words; empty for nothing. */
  readonly tiering: string;
  /** Id of the request metrics of the whole bucket; empty when S3 does not count them. */
  readonly filterId: string;
}

type Rule = z.infer<typeof ruleSchema>;

/** Cleaning up unfinished uploads is no tiering; a rule for a part of the bucket counts as one. */
const movesObjects = ({ Status, Transitions, Expiration }: Rule): boolean =>
  Status === 'Enabled' &&
  ((Transitions ?? []).length > 0 ||
    typeof Expiration?.Days === 'number' ||
    Expiration?.Date !== undefined);

interface Asked {
  readonly aws: SourceReader['aws'];
  readonly region: ReadPlace['region'];
  readonly Bucket: string;
}

const callOf = ({ region, Bucket }: Asked, operation: string, more: ReadCall['input'] = {}) => ({
  client: 'S3',
  operation,
  region,
  input: { Bucket, ...more },
});

const ON = { takes: 'ContinuationToken' } as const;

const hasTiers = async (asked: Asked): Promise<boolean> => {
  const call = callOf(asked, 'ListBucketIntelligentTieringConfigurations');
  const pages = pagesOf(asked.aws, call, {
    ...ON,
    schema: tieringSchema,
    nextOf: (page) => page.NextContinuationToken,
  });
  for await (const { IntelligentTieringConfigurationList: list } of pages)
    if ((list ?? []).some(({ Status }) => Status === 'Enabled')) return true;
  return false;
};

/** The configuration without a filter counts the whole bucket; the others count parts of it. */
const readFilterId = async (asked: Asked): Promise<string> => {
  const call = callOf(asked, 'ListBucketMetricsConfigurations');
  const pages = pagesOf(asked.aws, call, {
    ...ON,
    schema: metricsSchema,
    nextOf: (page) => page.NextContinuationToken,
  });
  for await (const { MetricsConfigurationList: list } of pages) {
    const whole = (list ?? []).find(({ Filter }) => Filter === undefined || Filter === null);
    if (whole !== undefined) return whole.Id;
  }
  return '';
};

/** Reads the configuration of one bucket, and whether it holds anything: never what it holds. */
export const readBucket = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  Bucket: string,
): Promise<BucketRow> => {
  const asked: Asked = { aws, region, Bucket };
  const ask = <T>(operation: string, schema: z.ZodType<T>, more?: ReadCall['input']) =>
    readParsed(aws, callOf(asked, operation, more), schema);
  const tagging = await ask('GetBucketTagging', tagSetSchema);
  const first = await ask('ListObjectVersions', versionsSchema, { MaxKeys: 1 });
  const lifecycle = await ask('GetBucketLifecycleConfiguration', lifecycleSchema);
  const hasRule = (lifecycle?.Rules ?? []).some(movesObjects);
  return {
    tags: tagsOf(tagging?.TagSet),
    isEmpty: [...(first?.Versions ?? []), ...(first?.DeleteMarkers ?? [])].length === 0,
    tiering: [hasRule ? 'lifecycle rule' : '', (await hasTiers(asked)) ? 'Intelligent-Tiering' : '']
      .filter((part) => part !== '')
      .join(', '),
    filterId: await readFilterId(asked),
  };
};
