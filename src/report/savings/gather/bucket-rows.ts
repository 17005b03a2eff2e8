import { z } from 'zod';
import type { ReadCall } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
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
});
const metricsSchema = z.object({
  MetricsConfigurationList: z
    .array(z.object({ Id: z.string(), Filter: z.unknown().optional() }))
    .nullish(),
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

/** Reads the configuration of one bucket, and whether it holds anything: never what it holds. */
export const readBucket = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  Bucket: string,
): Promise<BucketRow> => {
  const ask = <T>(operation: string, schema: z.ZodType<T>, more: ReadCall['input'] = {}) =>
    readParsed(aws, { client: 'S3', operation, region, input: { Bucket, ...more } }, schema);
  const tagging = await ask('GetBucketTagging', tagSetSchema);
  const first = await ask('ListObjectVersions', versionsSchema, { MaxKeys: 1 });
  const lifecycle = await ask('GetBucketLifecycleConfiguration', lifecycleSchema);
  const tiering = await ask('ListBucketIntelligentTieringConfigurations', tieringSchema);
  const counted = await ask('ListBucketMetricsConfigurations', metricsSchema);
  const hasRule = (lifecycle?.Rules ?? []).some(movesObjects);
  const hasTiers = (tiering?.IntelligentTieringConfigurationList ?? []).some(
    ({ Status }) => Status === 'Enabled',
  );
  const whole = (counted?.MetricsConfigurationList ?? []).find(
    ({ Filter }) => Filter === undefined || Filter === null,
  );
  return {
    tags: tagsOf(tagging?.TagSet),
    isEmpty: [...(first?.Versions ?? []), ...(first?.DeleteMarkers ?? [])].length === 0,
    tiering: [hasRule ? 'lifecycle rule' : '', hasTiers ? 'Intelligent-Tiering' : '']
      .filter((part) => part !== '')
      .join(', '),
    filterId: whole?.Id ?? '',
  };
};
