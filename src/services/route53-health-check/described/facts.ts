import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readPage } from '../../facts.ts';
import { readPages } from '../../paged/facts.ts';

const checkSchema = z.object({
  Id: z.string(),
  HealthCheckConfig: z.object({
    Type: z.string(),
    FullyQualifiedDomainName: z.string().nullish(),
    IPAddress: z.string().nullish(),
    Port: z.number().nullish(),
    ResourcePath: z.string().nullish(),
    RequestInterval: z.number().nullish(),
    FailureThreshold: z.number().nullish(),
    Disabled: z.boolean().nullish(),
    ChildHealthChecks: z.array(z.string()).nullish(),
  }),
  LinkedService: z.object({ ServicePrincipal: z.string().nullish() }).nullish(),
});

/** A health check as Route 53 lists it, without its tags. */
export type CheckRow = z.infer<typeof checkSchema>;

const pageSchema = z.object({
  HealthChecks: z.array(checkSchema),
  IsTruncated: z.boolean().nullish(),
  NextMarker: z.string().nullish(),
});

/** Every check of the account, page by page: Route 53 belongs to no region. */
export const describeChecks = async function* (
  reader: AwsReader,
  region: Region,
): AsyncIterable<readonly CheckRow[]> {
  const call = { client: 'Route53', operation: 'ListHealthChecks', region, input: {} };
  const pages = readPages(reader, call, {
    schema: pageSchema,
    member: 'Marker',
    next: ({ IsTruncated, NextMarker }) => (IsTruncated === true ? NextMarker : undefined),
  });
  for await (const page of pages) yield page.HealthChecks;
};

/** As many as one call tells the tags of. */
const BATCH = 10;

const tagsSchema = z.object({
  ResourceTagSets: z.array(
    z.object({
      ResourceId: z.string(),
      Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
    }),
  ),
});

type CheckTags = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The tags of checks by their ids, ten by ten. */
export const readCheckTags = async (
  reader: AwsReader,
  region: Region,
  ids: readonly string[],
): Promise<CheckTags> => {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const input = { ResourceType: 'healthcheck', ResourceIds: ids.slice(start, start + BATCH) };
    const call = { client: 'Route53', operation: 'ListTagsForResources', region, input };
    const answer = await readPage(reader, call, tagsSchema);
    for (const { ResourceId, Tags } of answer.ResourceTagSets)
      found.set(ResourceId, Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value])));
  }
  return found;
};

/** What a check asks: its domain, or else its address. */
export const targetIn = ({ HealthCheckConfig: config }: CheckRow): string =>
  config.FullyQualifiedDomainName ?? config.IPAddress ?? '';
