import { z } from 'zod';
import { readParsed } from '../../../services/facts.ts';
import { pagesOf } from './pages.ts';
import { tagsOf, tagsSchema, type ReadPlace, type SourceReader } from './source.ts';
import { timeSchema } from './time-schema.ts';

const CLIENT = 'ElasticLoadBalancingV2';

export const balancerSchema = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: z.string(),
  Type: z.enum(['application', 'network', 'gateway']),
  State: z.object({ Code: z.string().nullish() }).nullish(),
  CreatedTime: timeSchema,
});
const pageSchema = z.object({
  LoadBalancers: z.array(balancerSchema).nullish(),
  NextMarker: z.string().nullish(),
});
const groupPageSchema = z.object({
  TargetGroups: z.array(z.object({ TargetGroupArn: z.string() })).nullish(),
  NextMarker: z.string().nullish(),
});
const healthSchema = z.object({ TargetHealthDescriptions: z.array(z.unknown()).nullish() });
const tagPageSchema = z.object({
  TagDescriptions: z.array(z.object({ ResourceArn: z.string(), Tags: tagsSchema })).nullish(),
});

/** A load balancer with its target groups, and how many targets they have together. */
export interface BalancerRow extends z.infer<typeof balancerSchema> {
  readonly groupArns: readonly string[];
  readonly targetsNow: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** DescribeTags takes no more, so pages are as large. */
const TAGGED_AT_ONCE = 20;

const groupsOf = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  LoadBalancerArn: string,
): Promise<readonly string[]> => {
  const call = {
    client: CLIENT,
    operation: 'DescribeTargetGroups',
    region,
    input: { LoadBalancerArn },
  };
  const arns: string[] = [];
  const pages = pagesOf(aws, call, {
    schema: groupPageSchema,
    takes: 'Marker',
    nextOf: (page) => page.NextMarker,
  });
  for await (const { TargetGroups } of pages)
    arns.push(...(TargetGroups ?? []).map((group) => group.TargetGroupArn));
  return arns;
};

const countTargets = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  groupArns: readonly string[],
): Promise<number> => {
  let count = 0;
  for (const TargetGroupArn of groupArns) {
    const input = { TargetGroupArn };
    const call = { client: CLIENT, operation: 'DescribeTargetHealth', region, input };
    const health = await readParsed(aws, call, healthSchema);
    count += health?.TargetHealthDescriptions?.length ?? 0;
  }
  return count;
};

const tagsByArn = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> => {
  if (arns.length === 0) return new Map();
  const input = { ResourceArns: arns };
  const call = { client: CLIENT, operation: 'DescribeTags', region, input };
  const page = await readParsed(aws, call, tagPageSchema);
  return new Map(
    (page?.TagDescriptions ?? []).map(({ ResourceArn, Tags }) => [ResourceArn, tagsOf(Tags)]),
  );
};

/** Load balancers of a region with what hangs on them, page by page. */
export const balancerPages = async function* (
  reader: SourceReader,
  place: ReadPlace,
): AsyncIterable<readonly BalancerRow[]> {
  const { region } = place;
  const input = { PageSize: TAGGED_AT_ONCE };
  const call = { client: CLIENT, operation: 'DescribeLoadBalancers', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'Marker',
    nextOf: (page) => page.NextMarker,
  });
  for await (const { LoadBalancers } of pages) {
    const found = LoadBalancers ?? [];
    const arns = found.map((one) => one.LoadBalancerArn);
    const tags = await tagsByArn(reader, place, arns);
    const rows: BalancerRow[] = [];
    for (const one of found) {
      const groupArns = await groupsOf(reader, place, one.LoadBalancerArn);
      const targetsNow = await countTargets(reader, place, groupArns);
      rows.push({ ...one, groupArns, targetsNow, tags: tags.get(one.LoadBalancerArn) ?? {} });
    }
    yield rows;
  }
};
