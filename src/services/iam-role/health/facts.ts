import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  Role: z.object({
    Path: z.string().nullish(),
    AssumeRolePolicyDocument: z.string().nullish(),
    PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string().nullish() }).nullish(),
  }),
});

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Path, trust policy and boundary of a role. IAM gives the policy in the form of an address. */
export const readRoleHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const call = { client: 'IAM', operation: 'GetRole', region, input: { RoleName: id } };
  const role = (await readParsed(reader, call, schema))?.Role;
  return {
    path: role?.Path ?? '/',
    trust: decoded(role?.AssumeRolePolicyDocument ?? ''),
    boundary: role?.PermissionsBoundary?.PermissionsBoundaryArn ?? '',
  };
};
