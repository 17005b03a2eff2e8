import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readUsersOf } from '../cloudfront-distribution/described/facts.ts';
import { findOwner, readOwnStack, readParsed, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import { meantOf } from './choose.ts';
import type { LambdaVersionFacts, VersionFact } from './facts-schema.ts';

const TYPE = 'AWS::Lambda::Version';

const listed = z.array(z.unknown()).nullish();
const rowSchema = z.object({
  FunctionArn: z.string(),
  Version: z.string(),
  CodeSha256: z.string().nullish(),
  Runtime: z.string().nullish(),
  Handler: z.string().nullish(),
  MemorySize: z.number().nullish(),
  Timeout: z.number().nullish(),
  Role: z.string().nullish(),
  PackageType: z.string().nullish(),
  Architectures: z.array(z.string()).nullish(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  VpcConfig: z.object({ SubnetIds: z.array(z.string()).nullish() }).nullish(),
  TracingConfig: z.object({ Mode: z.string().nullish() }).nullish(),
  DeadLetterConfig: z.object({ TargetArn: z.string().nullish() }).nullish(),
  KMSKeyArn: z.string().nullish(),
  Layers: listed,
});
type Row = z.infer<typeof rowSchema>;
const pageSchema = z.object({
  Versions: z.array(rowSchema).nullish(),
  NextMarker: z.string().nullish(),
});

/** A function as it is and its versions; nothing when there is no such function. */
export const readFunctionVersions = async (
  { region }: Pick<DraftContext, 'region'>,
  reader: AwsReader,
  FunctionName: string,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let marker: string | undefined;
  do {
    const input = { FunctionName, ...(marker === undefined ? {} : { Marker: marker }) };
    const call = { client: 'Lambda', operation: 'ListVersionsByFunction', region, input };
    const page = await readParsed(reader, call, pageSchema);
    rows.push(...(page?.Versions ?? []));
    marker = page?.NextMarker ?? undefined;
  } while (marker !== undefined);
  return rows;
};

const toFact = (row: Row): VersionFact => ({
  arn: row.FunctionArn,
  version: row.Version,
  content: [row.CodeSha256, row.Runtime, row.Handler, row.MemorySize, row.Timeout, row.Role].join(
    ' ',
  ),
});

/** Source: CloudFront, "Restrictions on Lambda@Edge". */
const OBSTACLES: readonly (readonly [string, (row: Row) => boolean])[] = [
  ['environment variables', (row) => Object.keys(row.Environment?.Variables ?? {}).length > 0],
  ['a VPC', (row) => (row.VpcConfig?.SubnetIds ?? []).length > 0],
  ['the architecture arm64', (row) => row.Architectures?.includes('arm64') === true],
  ['a queue for failed events', (row) => (row.DeadLetterConfig?.TargetArn ?? '') !== ''],
  ['tracing by X-Ray', (row) => row.TracingConfig?.Mode === 'Active'],
  ['a key of its own', (row) => (row.KMSKeyArn ?? '') !== ''],
  ['layers', (row) => (row.Layers ?? []).length > 0],
  ['an image', (row) => row.PackageType === 'Image'],
  ['its runtime', (row) => !/^(nodejs|python)/.test(row.Runtime ?? 'nodejs')],
];

const roleSchema = z.object({
  Role: z.object({ AssumeRolePolicyDocument: z.string().nullish() }),
});

const readTrust = async (
  { region }: DraftContext,
  reader: AwsReader,
  role: string,
): Promise<LambdaVersionFacts['trustsEdge']> => {
  const RoleName = role.split('/').at(-1) ?? '';
  if (RoleName === '') return 'unknown';
  const call = { client: 'IAM', operation: 'GetRole', region, input: { RoleName } };
  const answer = await reader.read(call);
  const parsed = roleSchema.safeParse(answer.ok ? answer.output : undefined);
  if (!parsed.success) return 'unknown';
  const document = parsed.data.Role.AssumeRolePolicyDocument ?? '';
  return document.includes('edgelambda.amazonaws.com') ? 'yes' : 'no';
};

const aliasesSchema = z.object({
  Aliases: z.array(z.object({ Name: z.string(), FunctionVersion: z.string() })).nullish(),
});

const readUsers = async (
  { region }: DraftContext,
  reader: AwsReader,
  { name, meant }: { readonly name: string; readonly meant: VersionFact },
): Promise<string[]> => {
  const input = { FunctionName: name, FunctionVersion: meant.version };
  const call = { client: 'Lambda', operation: 'ListAliases', region, input };
  const aliases = (await readParsed(reader, call, aliasesSchema))?.Aliases ?? [];
  const distributions = await readUsersOf(reader, region, (arn) => arn === meant.arn);
  return [
    ...distributions.map((words) => `the distribution ${words}`),
    ...aliases.map((alias) => `the alias \`${alias.Name}\``),
  ];
};

const NOT_ONE = { owner: { owner: 'nobody' }, properties: null, users: [] } as const;

const readMeant = async (context: DraftContext, reader: AwsReader, versions: VersionFact[]) => {
  const { region, task } = context;
  const meant = meantOf(task, versions);
  if (task.taskType === 'CreateResource' || meant === undefined) return { ...NOT_ONE, users: [] };
  const where = { region, type: TYPE, physicalId: meant.arn };
  const owner = await findOwner(reader, where);
  const isLoose = owner.owner === 'nobody';
  return {
    owner,
    properties: isLoose ? ((await readProperties(reader, where)) ?? null) : null,
    users: await readUsers(context, reader, { name: targetOf(task), meant }),
  };
};

/** Looks up the function, its versions, and what names the one that is meant. */
export const readLambdaVersionFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LambdaVersionFacts> => {
  const isCreate = context.task.taskType === 'CreateResource';
  const rows = await readFunctionVersions(context, reader, targetOf(context.task));
  const latest = rows.find((row) => row.Version === '$LATEST');
  const versions = rows.filter((row) => row !== latest).map(toFact);
  const stack = isCreate ? await readOwnStack(reader, context.region, context.stackName) : 'absent';
  return {
    latest: latest === undefined ? null : toFact(latest),
    versions,
    obstacles: OBSTACLES.flatMap(([words, is]) =>
      latest !== undefined && is(latest) ? [words] : [],
    ),
    trustsEdge:
      isCreate && latest !== undefined
        ? await readTrust(context, reader, latest.Role ?? '')
        : 'unknown',
    ownStack: typeof stack === 'string' ? null : stack,
    ...(await readMeant(context, reader, versions)),
  };
};
