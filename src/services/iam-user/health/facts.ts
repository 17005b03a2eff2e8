import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  User: z.object({
    Path: z.string().nullish(),
    PermissionsBoundary: z.object({ PermissionsBoundaryArn: z.string().nullish() }).nullish(),
  }),
});

/** Path and boundary of a user. */
export const readUserHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const call = { client: 'IAM', operation: 'GetUser', region, input: { UserName: id } };
  const user = (await readParsed(reader, call, schema))?.User;
  return {
    path: user?.Path ?? '',
    boundary: user?.PermissionsBoundary?.PermissionsBoundaryArn ?? '',
  };
};
