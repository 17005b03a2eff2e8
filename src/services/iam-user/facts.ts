import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader, ReadCall } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { iamPaging, MARKER } from '../iam-role/pages.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPages } from '../paged/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { IamUserFacts } from './facts-schema.ts';

const userSchema = z.object({ User: z.object({ UserName: z.string() }) });
const groupSchema = z.object({ Group: z.object({ Path: z.string().nullish() }) });
const loginSchema = z.object({ LoginProfile: z.object({ UserName: z.string() }) });

const groupsPage = z.object({
  Groups: z.array(z.object({ GroupName: z.string() })).nullish(),
  ...MARKER,
});
const keysPage = z.object({
  AccessKeyMetadata: z.array(z.object({ AccessKeyId: z.string().nullish() })).nullish(),
  ...MARKER,
});
const attachedPage = z.object({
  AttachedPolicies: z.array(z.object({ PolicyName: z.string().nullish() })).nullish(),
  ...MARKER,
});
const inlinePage = z.object({ PolicyNames: z.array(z.string()).nullish(), ...MARKER });

interface Asking {
  readonly reader: AwsReader;
  readonly region: Region;
  readonly name: string;
}

const callOf = ({ region, name }: Asking, operation: string): ReadCall => ({
  client: 'IAM',
  operation,
  region,
  input: { UserName: name },
});

const readGroups = async (asking: Asking): Promise<string[]> => {
  const call = callOf(asking, 'ListGroupsForUser');
  const found: string[] = [];
  for await (const page of readPages(asking.reader, call, iamPaging(groupsPage)))
    found.push(...(page.Groups ?? []).map(({ GroupName }) => GroupName));
  return found.sort();
};

const readKeys = async (asking: Asking): Promise<string[]> => {
  const call = callOf(asking, 'ListAccessKeys');
  const found: string[] = [];
  for await (const page of readPages(asking.reader, call, iamPaging(keysPage)))
    found.push(...(page.AccessKeyMetadata ?? []).flatMap(({ AccessKeyId }) => AccessKeyId ?? []));
  return found.sort();
};

const readPolicyNames = async (asking: Asking): Promise<string[]> => {
  const found: string[] = [];
  const attached = callOf(asking, 'ListAttachedUserPolicies');
  for await (const page of readPages(asking.reader, attached, iamPaging(attachedPage)))
    found.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyName }) => PolicyName ?? []));
  const inline = callOf(asking, 'ListUserPolicies');
  for await (const page of readPages(asking.reader, inline, iamPaging(inlinePage)))
    found.push(...(page.PolicyNames ?? []));
  return found.sort();
};

const readUser = async (asking: Asking): Promise<IamUserFacts['user']> => {
  const { reader } = asking;
  if ((await readParsed(reader, callOf(asking, 'GetUser'), userSchema)) === undefined) return null;
  const login = await readParsed(reader, callOf(asking, 'GetLoginProfile'), loginSchema);
  return {
    groups: await readGroups(asking),
    keys: await readKeys(asking),
    policies: await readPolicyNames(asking),
    hasPassword: login !== undefined,
  };
};

const readGroup = async (
  reader: AwsReader,
  region: Region,
  name: string | undefined,
): Promise<IamUserFacts['group']> => {
  if (name === undefined) return null;
  const call = { client: 'IAM', operation: 'GetGroup', region, input: { GroupName: name } };
  const found = await readParsed(reader, call, groupSchema);
  return { name, exists: found !== undefined, path: found?.Group.Path ?? '/' };
};

/** Looks the user up, what it has, and the group that was named. No key or password is read. */
export const readIamUserFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<IamUserFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const user = await readUser({ reader, region, name });
  const exists = user !== null;
  const target = { type: 'AWS::IAM::User', name, identifier: name, exists };
  const named = await readNamedFacts(context, reader, target);
  return { ...named, user, group: await readGroup(reader, region, textOf(task, 'group')) };
};
