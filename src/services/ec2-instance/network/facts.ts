import { z } from 'zod';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import type { Ec2Facts, GroupFact, SubnetFact, VpcFact } from '../facts-schema.ts';
import { mayBeOfWorld, openToWorld, type IngressRule } from '../../security-group/open-ports.ts';

const PAGE = 200;

const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).nullish();
const nextToken = { NextToken: z.string().nullish() };

const nameOf = (rows: z.infer<typeof tags>): string =>
  rows?.find((row) => row.Key === 'Name')?.Value ?? '';

/** Joins the pages of one EC2 describe call. */
const readPages = async <T extends { readonly NextToken?: string | null | undefined }>(
  reader: AwsReader,
  call: {
    readonly region: DraftContext['region'];
    readonly operation: string;
    readonly filters: readonly object[];
  },
  schema: z.ZodType<T>,
): Promise<readonly T[]> => {
  const pages: T[] = [];
  let token: string | undefined;
  do {
    const input = {
      MaxResults: PAGE,
      ...(call.filters.length === 0 ? {} : { Filters: call.filters }),
      ...(token === undefined ? {} : { NextToken: token }),
    };
    const { region, operation } = call;
    const page = await readParsed(reader, { client: 'EC2', operation, region, input }, schema);
    if (page !== undefined) pages.push(page);
    token = page?.NextToken ?? undefined;
  } while (token !== undefined);
  return pages;
};

const vpcPage = z.object({
  ...nextToken,
  Vpcs: z
    .array(
      z.object({
        VpcId: z.string(),
        CidrBlock: z.string().nullish(),
        IsDefault: z.boolean().nullish(),
        Tags: tags,
      }),
    )
    .nullish(),
});

const routePage = z.object({
  ...nextToken,
  RouteTables: z
    .array(
      z.object({
        VpcId: z.string().nullish(),
        Associations: z
          .array(z.object({ SubnetId: z.string().nullish(), Main: z.boolean().nullish() }))
          .nullish(),
        Routes: z.array(z.object({ GatewayId: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
});
type RouteTable = NonNullable<z.infer<typeof routePage>['RouteTables']>[number];

const reachesInternet = (table: RouteTable | undefined): boolean =>
  (table?.Routes ?? []).some((route) => route.GatewayId?.startsWith('igw-') === true);

const mainTable = (tables: readonly RouteTable[], vpcId: string): RouteTable | undefined =>
  tables.find((one) => one.VpcId === vpcId && one.Associations?.some((row) => row.Main === true));

/** A subnet without a table of its own uses the main one of its VPC. */
const tableOf = (
  tables: readonly RouteTable[],
  subnetId: string,
  vpcId: string,
): RouteTable | undefined =>
  tables.find((one) => one.Associations?.some((row) => row.SubnetId === subnetId)) ??
  mainTable(tables, vpcId);

const readVpcs = async (
  reader: AwsReader,
  context: DraftContext,
  tables: readonly RouteTable[],
): Promise<VpcFact[]> => {
  const call = { region: context.region, operation: 'DescribeVpcs', filters: [] };
  const pages = await readPages(reader, call, vpcPage);
  return pages
    .flatMap((page) => page.Vpcs ?? [])
    .map((vpc) => ({
      id: vpc.VpcId,
      name: nameOf(vpc.Tags),
      isDefault: vpc.IsDefault === true,
      cidr: vpc.CidrBlock ?? null,
      ...(reachesInternet(mainTable(tables, vpc.VpcId)) ? { isOpen: true as const } : {}),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const subnetPage = z.object({
  ...nextToken,
  Subnets: z
    .array(
      z.object({
        SubnetId: z.string(),
        VpcId: z.string(),
        AvailabilityZone: z.string().nullish(),
        MapPublicIpOnLaunch: z.boolean().nullish(),
        Tags: tags,
      }),
    )
    .nullish(),
});

const readTables = async (
  reader: AwsReader,
  { region }: DraftContext,
): Promise<readonly RouteTable[]> => {
  const routes = { region, operation: 'DescribeRouteTables', filters: [] };
  return (await readPages(reader, routes, routePage)).flatMap((page) => page.RouteTables ?? []);
};

const readSubnets = async (
  reader: AwsReader,
  { region }: DraftContext,
  tables: readonly RouteTable[],
): Promise<SubnetFact[]> => {
  const call = { region, operation: 'DescribeSubnets', filters: [] };
  const pages = await readPages(reader, call, subnetPage);
  return pages
    .flatMap((page) => page.Subnets ?? [])
    .map((subnet) => ({
      id: subnet.SubnetId,
      name: nameOf(subnet.Tags),
      vpcId: subnet.VpcId,
      zone: subnet.AvailabilityZone ?? '',
      isPrivate: !reachesInternet(tableOf(tables, subnet.SubnetId, subnet.VpcId)),
      givesPublicIp: subnet.MapPublicIpOnLaunch === true,
    }))
    .toSorted((a, b) => (`${a.zone} ${a.id}` < `${b.zone} ${b.id}` ? -1 : 1));
};

const permission = z.object({
  IpProtocol: z.string().nullish(),
  FromPort: z.number().nullish(),
  ToPort: z.number().nullish(),
  IpRanges: z.array(z.object({ CidrIp: z.string().nullish() })).nullish(),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string().nullish() })).nullish(),
  PrefixListIds: z.array(z.object({ PrefixListId: z.string().nullish() })).nullish(),
});
const groupPage = z.object({
  ...nextToken,
  SecurityGroups: z
    .array(
      z.object({
        GroupId: z.string(),
        GroupName: z.string().nullish(),
        VpcId: z.string().nullish(),
        IpPermissions: z.array(permission).nullish(),
      }),
    )
    .nullish(),
});

const rulesOf = (row: z.infer<typeof permission>): readonly IngressRule[] => {
  const sources = [
    ...(row.IpRanges ?? []).map((range) => range.CidrIp ?? ''),
    ...(row.Ipv6Ranges ?? []).map((range) => range.CidrIpv6 ?? ''),
    ...(row.PrefixListIds ?? []).map((list) => list.PrefixListId ?? 'pl-'),
  ];
  return sources.map((source) => ({
    protocol: row.IpProtocol ?? '-1',
    from: row.FromPort ?? -1,
    to: row.ToPort ?? -1,
    source,
  }));
};

/** Only the groups that the task names, by id or by name. */
const readGroups = async (reader: AwsReader, context: DraftContext): Promise<GroupFact[]> => {
  const named = textOf(context.task, 'securityGroup');
  if (named === undefined) return [];
  const filter = { Name: named.startsWith('sg-') ? 'group-id' : 'group-name', Values: [named] };
  const call = {
    region: context.region,
    operation: 'DescribeSecurityGroups',
    filters: [filter],
  };
  const pages = await readPages(reader, call, groupPage);
  return pages
    .flatMap((page) => page.SecurityGroups ?? [])
    .map((group) => ({
      id: group.GroupId,
      name: group.GroupName ?? '',
      vpcId: group.VpcId ?? '',
      openTo: [
        ...new Set((group.IpPermissions ?? []).flatMap(rulesOf).flatMap((r) => openToWorld(r))),
      ],
      world: (group.IpPermissions ?? []).flatMap(rulesOf).filter(mayBeOfWorld),
    }));
};

/** Where an instance could live: VPCs, subnets with what their routes reach, and named groups. */
export const readNetwork = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<Pick<Ec2Facts, 'vpcs' | 'subnets' | 'groups'>> => {
  const tables = await readTables(reader, context);
  return {
    vpcs: await readVpcs(reader, context, tables),
    subnets: await readSubnets(reader, context, tables),
    groups: await readGroups(reader, context),
  };
};
