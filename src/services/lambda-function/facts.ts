import { z } from 'zod';
import { Fault } from '../../task/fault.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { isMissing, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import { parseCode } from './code.ts';
import type { CodeFact, LambdaFacts, RoleFact } from './facts-schema.ts';
import { logGroupName } from './template.ts';

const TYPE = 'AWS::Lambda::Function';

const readExists = async (reader: AwsReader, region: Region, name: string): Promise<boolean> => {
  const input = { FunctionName: name };
  const call = { client: 'Lambda', operation: 'GetFunctionConfiguration', region, input };
  const answer = await reader.read(call);
  if (answer.ok) return true;
  if (isMissing(answer)) return false;
  throw new Fault('unavailable', `Lambda.GetFunctionConfiguration: ${answer.code}`);
};

const versionRow = z.object({
  Key: z.string(),
  VersionId: z.string().nullish(),
  IsLatest: z.boolean().nullish(),
});
const versionsSchema = z.object({ Versions: z.array(versionRow).nullish() });

/**
 * The present version of one object. Its key sorts before every other key that begins with it, and
 * the newest version comes first, so that one row is the answer and nothing else is listed. A
 * delete marker in that place, or another key, means that there is no such object now.
 */
const readCode = async (
  reader: AwsReader,
  region: Region,
  text: string,
): Promise<CodeFact | null> => {
  const code = parseCode(text);
  if (code === undefined) return null;
  const { bucket, key, versionId } = code;
  if (versionId !== undefined) return { bucket, key, versionId, state: 'versioned' };
  const input = { Bucket: bucket, Prefix: key, MaxKeys: 1 };
  const call = { client: 'S3', operation: 'ListObjectVersions', region, input };
  const row = (await readParsed(reader, call, versionsSchema))?.Versions?.[0];
  if (row === undefined || row.Key !== key || row.IsLatest === false) {
    return { bucket, key, versionId: '', state: 'missing' };
  }
  const found = row.VersionId ?? 'null';
  return { bucket, key, versionId: found, state: found === 'null' ? 'unversioned' : 'versioned' };
};

const roleSchema = z.object({
  Role: z.object({
    RoleName: z.string(),
    Arn: z.string(),
    Path: z.string(),
    AssumeRolePolicyDocument: z.string().nullish(),
    PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string().nullish() }).nullish(),
  }),
});

const readRole = async (
  reader: AwsReader,
  region: Region,
  named: string,
): Promise<RoleFact | null> => {
  const input = { RoleName: named.split('/').at(-1) ?? named };
  const call = { client: 'IAM', operation: 'GetRole', region, input };
  const role = (await readParsed(reader, call, roleSchema))?.Role;
  if (role === undefined) return null;
  return {
    name: role.RoleName,
    arn: role.Arn,
    path: role.Path,
    boundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? '',
    trustsLambda: (role.AssumeRolePolicyDocument ?? '').includes('lambda.amazonaws.com'),
  };
};

const groupsSchema = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string().nullish() })).nullish(),
});

const readHasLogGroup = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<boolean> => {
  const group = logGroupName(name);
  const input = { logGroupNamePrefix: group, limit: 1 };
  const call = { client: 'CloudWatchLogs', operation: 'DescribeLogGroups', region, input };
  const found = await readParsed(reader, call, groupsSchema);
  return found?.logGroups?.[0]?.logGroupName === group;
};

const readParts = async (context: DraftContext, reader: AwsReader) => {
  const { region, task } = context;
  const [code, role] = [textOf(task, 'code'), textOf(task, 'role')];
  return {
    code: code === undefined ? null : await readCode(reader, region, code),
    role: role === undefined ? null : await readRole(reader, region, role),
  };
};

/** Looks up the function, its owner, the version of its code, and the role that was named. */
export const readLambdaFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<LambdaFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const exists = await readExists(reader, region, name);
  const target = { type: TYPE, name, identifier: name, exists, isUnread: true } as const;
  const named = await readNamedFacts(context, reader, target);
  const isNew = task.taskType === 'CreateResource' && named.ownStack === null;
  const hasLogGroup = isNew && (await readHasLogGroup(reader, region, name));
  return { ...named, ...(await readParts(context, reader)), hasLogGroup };
};
