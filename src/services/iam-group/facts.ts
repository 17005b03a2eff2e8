import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readPolicies } from '../iam-role/facts.ts';
import { iamPaging, MARKER } from '../iam-role/pages.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPages } from '../paged/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { IamGroupFacts } from './facts-schema.ts';

const groupSchema = z.object({
  Group: z.object({ GroupName: z.string() }),
  Users: z.array(z.object({ UserName: z.string() })).nullish(),
  ...MARKER,
});

/** Who is in the group, page by page; undefined where there is no such group. */
const readMembers = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<readonly string[] | undefined> => {
  const call = { client: 'IAM', operation: 'GetGroup', region, input: { GroupName: name } };
  if ((await readParsed(reader, call, groupSchema)) === undefined) return undefined;
  const members: string[] = [];
  for await (const page of readPages(reader, call, iamPaging(groupSchema)))
    members.push(...(page.Users ?? []).map(({ UserName }) => UserName));
  return members.sort();
};

/** Looks the group up, who is in it, and the policies that were named. */
export const readIamGroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<IamGroupFacts> => {
  const name = targetOf(context.task);
  const members = await readMembers(reader, context.region, name);
  const exists = members !== undefined;
  const target = { type: 'AWS::IAM::Group', name, identifier: name, exists };
  const named = await readNamedFacts(context, reader, target);
  const policies = await readPolicies(context, reader);
  return { ...named, policies, members: [...(members ?? [])] };
};
