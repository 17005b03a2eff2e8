import { z } from 'zod';
import type { MutationTask } from '../../task/aws-task.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { KmsKeyFacts } from './facts-schema.ts';

const keySchema = z.object({
  KeyMetadata: z.object({
    KeyId: z.string(),
    KeyState: z.string().nullish(),
    KeyManager: z.string().nullish(),
    KeySpec: z.string().nullish(),
    Origin: z.string().nullish(),
  }),
});

/** The alias that the task names, whole; empty where it names a key by its id alone. */
export const aliasOf = (task: MutationTask): string => {
  const given = textOf(task, 'alias') ?? textOf(task, 'name') ?? '';
  return given === '' || given.startsWith('alias/') ? given : `alias/${given}`;
};

/** Looks the key up by its id or its alias. What it encrypts is never asked. */
export const readKmsKeyFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<KmsKeyFacts> => {
  const { region, task } = context;
  const alias = aliasOf(task);
  const target = textOf(task, 'id') ?? alias;
  const call = { client: 'KMS', operation: 'DescribeKey', region, input: { KeyId: target } };
  const found = target === '' ? undefined : await readParsed(reader, call, keySchema);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::KMS::Key',
    name: alias === '' ? target : alias,
    identifier: found?.KeyMetadata.KeyId ?? '',
    exists: found !== undefined,
  });
  if (found === undefined) return { ...named, key: null };
  const { KeyState, KeyManager, KeySpec, Origin } = found.KeyMetadata;
  const key = {
    state: KeyState ?? '',
    manager: KeyManager ?? '',
    spec: KeySpec ?? '',
    origin: Origin ?? '',
  };
  return { ...named, key };
};
