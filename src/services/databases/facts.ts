import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { readParsed } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { Surroundings, VersionFact } from './facts-schema.ts';
import { rdsRows } from './list.ts';

const versionRow = z.object({ EngineVersion: z.string(), DBParameterGroupFamily: z.string() });
type VersionRow = z.infer<typeof versionRow>;

const numbersIn = (version: string): readonly number[] =>
  version.split(/[^0-9]+/).flatMap((part) => (part === '' ? [] : [Number(part)]));

const isNewer = (version: string, than: string): boolean => {
  const [a, b] = [numbersIn(version), numbersIn(than)];
  const at = a.findIndex((part, index) => part !== (b[index] ?? -1));
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? -1);
};

const isAsked = (version: string, asked: string | undefined): boolean =>
  asked === undefined || version === asked || version.startsWith(`${asked}.`);

/** The version that AWS takes by itself, or the newest one that begins as it was asked for. */
const readVersionRow = async (
  { region, task }: DraftContext,
  reader: AwsReader,
  engine: string,
): Promise<VersionRow | undefined> => {
  const asked = textOf(task, 'engineVersion');
  const input = { Engine: engine, ...(asked === undefined ? { DefaultOnly: true } : {}) };
  const call = { operation: 'DescribeDBEngineVersions', region, input };
  let newest: VersionRow | undefined;
  for await (const row of rdsRows(reader, call, { list: 'DBEngineVersions', row: versionRow })) {
    const isBetter = newest === undefined || isNewer(row.EngineVersion, newest.EngineVersion);
    if (isAsked(row.EngineVersion, asked) && isBetter) newest = row;
  }
  return newest;
};

const optionsSchema = z.object({
  OrderableDBInstanceOptions: z.array(z.object({ EngineVersion: z.string() })).nullish(),
});

const runsOnClass = async (
  { region, task }: DraftContext,
  reader: AwsReader,
  [Engine, EngineVersion]: readonly [engine: string, version: string],
): Promise<boolean> => {
  const asked = textOf(task, 'instanceType');
  if (asked === undefined) return true;
  const input = { Engine, EngineVersion, DBInstanceClass: asked, Vpc: true, MaxRecords: 20 };
  const call = { client: 'RDS', operation: 'DescribeOrderableDBInstanceOptions', region, input };
  const found = await readParsed(reader, call, optionsSchema);
  return (found?.OrderableDBInstanceOptions ?? []).length > 0;
};

/** The version of an engine that a task means; null when there is none. */
export const readVersion = async (
  context: DraftContext,
  reader: AwsReader,
  engine: string,
): Promise<VersionFact | null> => {
  const found = await readVersionRow(context, reader, engine);
  if (found === undefined) return null;
  const { EngineVersion: version, DBParameterGroupFamily: family } = found;
  return { version, family, runsOnClass: await runsOnClass(context, reader, [engine, version]) };
};

const groupsSchema = z.object({
  DBSubnetGroups: z
    .array(
      z.object({
        DBSubnetGroupName: z.string(),
        VpcId: z.string().nullish(),
        Subnets: z.array(z.object({ SubnetIdentifier: z.string() })).nullish(),
      }),
    )
    .nullish(),
});

const readSubnetGroup = async (
  { region, task }: DraftContext,
  reader: AwsReader,
): Promise<Surroundings['subnetGroup']> => {
  const named = textOf(task, 'subnetGroup');
  if (named === undefined) return null;
  const input = { DBSubnetGroupName: named };
  const call = { client: 'RDS', operation: 'DescribeDBSubnetGroups', region, input };
  const [found] = (await readParsed(reader, call, groupsSchema))?.DBSubnetGroups ?? [];
  if (found === undefined) return null;
  return {
    name: found.DBSubnetGroupName,
    vpcId: found.VpcId ?? '',
    subnetIds: (found.Subnets ?? []).map((one) => one.SubnetIdentifier),
  };
};

/** Looks up everything that a new database of the engine that is asked for needs around it. */
export const readSurroundings = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<Surroundings> => {
  const engine = textOf(context.task, 'engine');
  return {
    version: engine === undefined ? null : await readVersion(context, reader, engine),
    subnetGroup: await readSubnetGroup(context, reader),
    ...(await readNetwork(context, reader)),
  };
};

/** What nothing is created in. */
export const NO_SURROUNDINGS: Surroundings = {
  version: null,
  subnetGroup: null,
  vpcs: [],
  subnets: [],
  groups: [],
};
