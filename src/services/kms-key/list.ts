import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { readPages, type Paging } from '../paged/facts.ts';

const tokenSchema = { NextMarker: z.string().nullish(), Truncated: z.boolean().nullish() };
const aliasesSchema = z.object({
  Aliases: z
    .array(z.object({ AliasName: z.string(), TargetKeyId: z.string().nullish() }))
    .nullish(),
  ...tokenSchema,
});
const keysSchema = z.object({
  Keys: z.array(z.object({ KeyId: z.string(), KeyArn: z.string() })).nullish(),
  ...tokenSchema,
});

type Token = {
  readonly NextMarker?: string | null | undefined;
  readonly Truncated?: boolean | null | undefined;
};

const paging = <T extends Token>(schema: z.ZodType<T>): Paging<T> => ({
  schema,
  member: 'Marker',
  next: (page) => (page.Truncated === true ? page.NextMarker : undefined),
});

/** Aliases by key: KMS tells them apart from the keys, and has no list that holds both. */
const readAliases = async (
  reader: AwsReader,
  region: Region,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const aliases = new Map<string, readonly string[]>();
  const call = { client: 'KMS', operation: 'ListAliases', region, input: { Limit: 100 } };
  for await (const page of readPages(reader, call, paging(aliasesSchema)))
    for (const { AliasName, TargetKeyId } of page.Aliases ?? [])
      if (typeof TargetKeyId === 'string')
        aliases.set(TargetKeyId, [...(aliases.get(TargetKeyId) ?? []), AliasName]);
  return aliases;
};

const isOfService = (names: readonly string[]): boolean =>
  names.some((name) => name.startsWith('alias/aws/'));

/** Keys of one region but those that services keep for themselves, page by page. */
export const listKeys = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const aliases = await readAliases(reader, region);
  const call = { client: 'KMS', operation: 'ListKeys', region, input: { Limit: 100 } };
  for await (const page of readPages(reader, call, paging(keysSchema)))
    for (const { KeyId, KeyArn } of page.Keys ?? []) {
      const names = aliases.get(KeyId) ?? [];
      if (isOfService(names)) continue;
      const place = { resourceType: 'AWS::KMS::Key', account, region } as const;
      const metadata = { alias: names.join(', ') };
      yield listedResource(place, { id: KeyId, arn: KeyArn, metadata });
    }
};
