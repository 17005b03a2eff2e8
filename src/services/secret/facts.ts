import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { SecretFacts } from './facts-schema.ts';

const secretSchema = z.object({
  ARN: z.string(),
  RotationEnabled: z.boolean().nullish(),
  DeletedDate: z.union([z.date(), z.string()]).nullish(),
  OwningService: z.string().nullish(),
  ReplicationStatus: z.array(z.object({ Region: z.string().nullish() })).nullish(),
});
type Row = z.infer<typeof secretSchema>;

const functionSchema = z.object({ FunctionArn: z.string() });
const policySchema = z.object({ Policy: z.string() });

/** The ARN of the function that the task names. */
export const rotationArn = ({ task, account, region }: DraftContext): string | undefined => {
  const given = textOf(task, 'rotationFunction');
  if (given === undefined || given.startsWith('arn:')) return given;
  return `arn:aws:lambda:${region}:${account.id}:function:${given}`;
};

const readRotation = async (
  reader: AwsReader,
  region: Region,
  arn: string | undefined,
): Promise<SecretFacts['rotation']> => {
  if (arn === undefined) return null;
  const input = { FunctionName: arn };
  const call = { client: 'Lambda', operation: 'GetFunctionConfiguration', region, input };
  const found = await readParsed(reader, call, functionSchema);
  if (found === undefined) return { arn, exists: false, isCallable: false };
  const asked = { client: 'Lambda', operation: 'GetPolicy', region, input };
  const policy = (await readParsed(reader, asked, policySchema))?.Policy ?? '';
  return { arn, exists: true, isCallable: policy.includes('secretsmanager.amazonaws.com') };
};

const toFact = (row: Row): NonNullable<SecretFacts['secret']> => ({
  rotates: row.RotationEnabled === true,
  deletedOn: row.DeletedDate ? new Date(row.DeletedDate).toISOString().slice(0, 10) : '',
  owningService: row.OwningService ?? '',
  replicas: (row.ReplicationStatus ?? []).flatMap(({ Region: region }) => region ?? []),
});

/** Looks the secret up by its name, and the function that shall rotate it. Never its value. */
export const readSecretFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<SecretFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const input = { SecretId: name };
  const call = { client: 'SecretsManager', operation: 'DescribeSecret', region, input };
  const found = await readParsed(reader, call, secretSchema);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::SecretsManager::Secret',
    name,
    identifier: found?.ARN ?? '',
    exists: found !== undefined,
  });
  const rotation = await readRotation(reader, region, rotationArn(context));
  return { ...named, secret: found === undefined ? null : toFact(found), rotation };
};
