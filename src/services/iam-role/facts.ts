import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { IamFacts } from './facts-schema.ts';
import { candidateArns, ownCandidate, policyNames } from './managed-policies.ts';

const roleSchema = z.object({ Role: z.object({ RoleName: z.string() }) });
const policySchema = z.object({ Policy: z.object({ Arn: z.string() }) });

const readExists = async (reader: AwsReader, region: Region, name: string): Promise<boolean> => {
  const input = { RoleName: name };
  const call = { client: 'IAM', operation: 'GetRole', region, input };
  return (await readParsed(reader, call, roleSchema)) !== undefined;
};

const readPolicy = async (
  reader: AwsReader,
  { region, account }: DraftContext,
  asked: string,
): Promise<IamFacts['policies'][number]> => {
  for (const arn of [...candidateArns(asked), ...ownCandidate(asked, account.id)]) {
    const input = { PolicyArn: arn };
    const call = { client: 'IAM', operation: 'GetPolicy', region, input };
    const found = await readParsed(reader, call, policySchema);
    if (found !== undefined) return { asked, arn: found.Policy.Arn };
  }
  return { asked, arn: null };
};

/** Looks up the managed policies that a task names, each once. */
export const readPolicies = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<IamFacts['policies']> => {
  const policies: IamFacts['policies'] = [];
  for (const asked of policyNames(context.task))
    policies.push(await readPolicy(reader, context, asked));
  return policies;
};

/** Looks up the role, its owner, and the policies of AWS that were named. */
export const readIamFacts = async (context: DraftContext, reader: AwsReader): Promise<IamFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const exists = await readExists(reader, region, name);
  const target = { type: 'AWS::IAM::Role', name, identifier: name, exists };
  const named = await readNamedFacts(context, reader, target);
  return { ...named, policies: await readPolicies(context, reader) };
};
