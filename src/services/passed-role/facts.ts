import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import type { PassedRole } from './facts-schema.ts';

const roleSchema = z.object({
  Role: z.object({
    RoleName: z.string(),
    Arn: z.string(),
    Path: z.string(),
    AssumeRolePolicyDocument: z.string().nullish(),
    PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string().nullish() }).nullish(),
  }),
});

/** A role by its name or ARN; null where none is named or there is none. */
export const readPassedRole = async (
  reader: AwsReader,
  region: Region,
  named: string | undefined,
): Promise<PassedRole | null> => {
  if (named === undefined) return null;
  const input = { RoleName: named.split('/').at(-1) ?? named };
  const call = { client: 'IAM', operation: 'GetRole', region, input };
  const role = (await readParsed(reader, call, roleSchema))?.Role;
  if (role === undefined) return null;
  return {
    name: role.RoleName,
    arn: role.Arn,
    path: role.Path,
    boundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? '',
    trust: role.AssumeRolePolicyDocument ?? '',
  };
};
