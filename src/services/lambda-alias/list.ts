import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader, ReadCall } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { listedResource, type ListedRow } from '../listed.ts';
import { readPages } from '../paged/facts.ts';

const functionsSchema = z.object({
  Functions: z.array(z.object({ FunctionName: z.string() })).nullish(),
  NextMarker: z.string().nullish(),
});

const aliasesSchema = z.object({
  Aliases: z
    .array(
      z.object({
        AliasArn: z.string(),
        Name: z.string(),
        FunctionVersion: z.string(),
        RoutingConfig: z
          .object({ AdditionalVersionWeights: z.record(z.string(), z.number()).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
  NextMarker: z.string().nullish(),
});

type AliasRow = NonNullable<z.infer<typeof aliasesSchema>['Aliases']>[number];

const MARKER = 'Marker';
const nextOf = (page: { readonly NextMarker?: string | null | undefined }) => page.NextMarker;

const toRow = (name: string, row: AliasRow): ListedRow => {
  const parts = Object.entries(row.RoutingConfig?.AdditionalVersionWeights ?? {});
  const second = parts.map(([version, weight]) => `${Math.round(weight * 100)} % to ${version}`);
  return {
    id: row.AliasArn,
    arn: row.AliasArn,
    tags: { Name: `${name}:${row.Name}` },
    dependencies: [name],
    metadata: {
      function: name,
      version: row.FunctionVersion,
      ...(second.length === 0 ? {} : { second: second.join(', ') }),
    },
  };
};

/** Aliases of one function; none where it has gone since the functions were listed. */
const aliasesOf = async function* (reader: AwsReader, call: ReadCall): AsyncIterable<AliasRow> {
  let marker: string | undefined;
  do {
    const more = marker === undefined ? {} : { [MARKER]: marker };
    const asked = { ...call, input: { ...call.input, ...more } };
    const page = await readParsed(reader, asked, aliasesSchema);
    yield* page?.Aliases ?? [];
    const next = page?.NextMarker ?? '';
    marker = next === '' ? undefined : next;
  } while (marker !== undefined);
};

/** Aliases of all functions of a region, function by function. */
export const listLambdaAliases = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const place = { resourceType: 'AWS::Lambda::Alias', account, region } as const;
  const functions = { client: 'Lambda', operation: 'ListFunctions', region, input: {} };
  const paging = { schema: functionsSchema, member: MARKER, next: nextOf };
  for await (const page of readPages(reader, functions, paging))
    for (const { FunctionName } of page.Functions ?? []) {
      const call = { client: 'Lambda', operation: 'ListAliases', region, input: { FunctionName } };
      for await (const row of aliasesOf(reader, call))
        yield listedResource(place, toRow(FunctionName, row));
    }
};
