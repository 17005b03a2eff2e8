import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const CLIENT = 'ElasticLoadBalancingV2';

/** A load balancer as Elastic Load Balancing describes it. */
export const balancerSchema = z.object({
  LoadBalancerArn: z.string(),
  LoadBalancerName: z.string(),
  Type: z.string().nullish(),
  Scheme: z.string().nullish(),
  DNSName: z.string().nullish(),
  VpcId: z.string().nullish(),
  State: z.object({ Code: z.string().nullish() }).nullish(),
  CreatedTime: z.coerce.date().nullish(),
});
export type Balancer = z.infer<typeof balancerSchema>;

/** A target group, with the load balancers that send to it. */
export const targetGroupSchema = z.object({
  TargetGroupArn: z.string(),
  TargetGroupName: z.string(),
  Protocol: z.string().nullish(),
  Port: z.number().nullish(),
  TargetType: z.string().nullish(),
  VpcId: z.string().nullish(),
  HealthCheckPath: z.string().nullish(),
  LoadBalancerArns: z.array(z.string()).nullish(),
});
export type TargetGroup = z.infer<typeof targetGroupSchema>;

/** A listener of a load balancer. */
export const listenerSchema = z.object({
  ListenerArn: z.string(),
  LoadBalancerArn: z.string().nullish(),
  Port: z.number().nullish(),
  Protocol: z.string().nullish(),
  SslPolicy: z.string().nullish(),
  DefaultActions: z.array(z.object({ Type: z.string().nullish() })).nullish(),
});
export type Listener = z.infer<typeof listenerSchema>;

/** One call of Elastic Load Balancing. */
export const elbCall = (
  region: Region,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): ReadCall => ({ client: CLIENT, operation, region, input });

const balancersSchema = z.object({ LoadBalancers: z.array(balancerSchema).nullish() });
const groupsSchema = z.object({ TargetGroups: z.array(targetGroupSchema).nullish() });

/** The load balancer of a name; undefined when there is none. */
export const readBalancer = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<Balancer | undefined> => {
  const call = elbCall(region, 'DescribeLoadBalancers', { Names: [name] });
  return (await readParsed(reader, call, balancersSchema))?.LoadBalancers?.[0];
};

/** The target group of a name; undefined when there is none. */
export const readTargetGroup = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<TargetGroup | undefined> => {
  const call = elbCall(region, 'DescribeTargetGroups', { Names: [name] });
  return (await readParsed(reader, call, groupsSchema))?.TargetGroups?.[0];
};

interface Pages {
  readonly NextMarker?: string | null | undefined;
}

/** All pages of one describe call, one after the other; none where AWS has no such thing. */
export const elbPages = async function* <T extends Pages>(
  reader: AwsReader,
  call: ReadCall,
  schema: z.ZodType<T>,
): AsyncIterable<T> {
  let marker: string | undefined;
  do {
    const input = { ...call.input, ...(marker === undefined ? {} : { Marker: marker }) };
    const page = await readParsed(reader, { ...call, input }, schema);
    if (page === undefined) return;
    yield page;
    marker = page.NextMarker ?? undefined;
  } while (marker !== undefined);
};

const groupPage = groupsSchema.extend({ NextMarker: z.string().nullish() });

/** The target groups that a load balancer sends to. */
export const groupsOf = async (
  reader: AwsReader,
  region: Region,
  balancerArn: string,
): Promise<readonly TargetGroup[]> => {
  const call = elbCall(region, 'DescribeTargetGroups', { LoadBalancerArn: balancerArn });
  const groups: TargetGroup[] = [];
  for await (const page of elbPages(reader, call, groupPage))
    groups.push(...(page.TargetGroups ?? []));
  return groups;
};

const healthSchema = z.object({
  TargetHealthDescriptions: z
    .array(z.object({ TargetHealth: z.object({ State: z.string().nullish() }).nullish() }))
    .nullish(),
});

/** The state of each target of a group. */
export const targetStates = async (
  reader: AwsReader,
  region: Region,
  groupArn: string,
): Promise<readonly string[]> => {
  const call = elbCall(region, 'DescribeTargetHealth', { TargetGroupArn: groupArn });
  const found = (await readParsed(reader, call, healthSchema))?.TargetHealthDescriptions ?? [];
  return found.map((one) => one.TargetHealth?.State ?? 'unknown');
};

const tagsSchema = z.object({
  TagDescriptions: z
    .array(
      z.object({
        ResourceArn: z.string().nullish(),
        Tags: z.array(z.object({ Key: z.string(), Value: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
});

/** Most that Elastic Load Balancing takes in one question for tags. */
export const MOST_TAGGED = 20;

/** Tags of at most 20 things, by ARN. */
export const elbTags = async (
  reader: AwsReader,
  region: Region,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> => {
  if (arns.length === 0) return new Map();
  const call = elbCall(region, 'DescribeTags', { ResourceArns: arns });
  const found = (await readParsed(reader, call, tagsSchema))?.TagDescriptions ?? [];
  return new Map(
    found.map(({ ResourceArn, Tags }) => [
      ResourceArn ?? '',
      Object.fromEntries((Tags ?? []).map((tag) => [tag.Key, tag.Value ?? ''])),
    ]),
  );
};
