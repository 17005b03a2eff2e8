import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { iamPaging, MARKER } from '../iam-role/pages.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPages } from '../paged/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { ManagedPolicyFacts } from './facts-schema.ts';

const policiesSchema = z.object({
  Policies: z.array(z.object({ PolicyName: z.string(), Arn: z.string() })).nullish(),
  ...MARKER,
});
const entitiesSchema = z.object({
  PolicyRoles: z.array(z.object({ RoleName: z.string() })).nullish(),
  PolicyGroups: z.array(z.object({ GroupName: z.string() })).nullish(),
  PolicyUsers: z.array(z.object({ UserName: z.string() })).nullish(),
  ...MARKER,
});

/** A name is taken in the whole account, whatever its path; IAM compares it without case. */
const findArn = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<string | undefined> => {
  const call = { client: 'IAM', operation: 'ListPolicies', region, input: { Scope: 'Local' } };
  for await (const page of readPages(reader, call, iamPaging(policiesSchema))) {
    const found = page.Policies?.find(
      ({ PolicyName }) => PolicyName.toLowerCase() === name.toLowerCase(),
    );
    if (found !== undefined) return found.Arn;
  }
  return undefined;
};

const readHolders = async (
  reader: AwsReader,
  region: Region,
  arn: string,
): Promise<readonly string[]> => {
  const operation = 'ListEntitiesForPolicy';
  const call = { client: 'IAM', operation, region, input: { PolicyArn: arn } };
  const holders: string[] = [];
  for await (const page of readPages(reader, call, iamPaging(entitiesSchema)))
    holders.push(
      ...(page.PolicyRoles ?? []).map(({ RoleName }) => `role ${RoleName}`),
      ...(page.PolicyGroups ?? []).map(({ GroupName }) => `group ${GroupName}`),
      ...(page.PolicyUsers ?? []).map(({ UserName }) => `user ${UserName}`),
    );
  return holders.sort();
};

/** Looks the policy up by its name, and who has it. */
export const readManagedPolicyFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<ManagedPolicyFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const arn = await findArn(reader, region, name);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::IAM::ManagedPolicy',
    name,
    identifier: arn ?? '',
    exists: arn !== undefined,
  });
  const holders = arn === undefined ? [] : await readHolders(reader, region, arn);
  return { ...named, holders: [...holders] };
};
