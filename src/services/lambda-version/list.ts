import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const pageSchema = z.object({
  Functions: z
    .array(
      z.object({
        FunctionName: z.string(),
        FunctionArn: z.string(),
        Version: z.string(),
        State: z.string().nullish(),
        Runtime: z.string().nullish(),
        LastModified: z.string().nullish(),
      }),
    )
    .nullish(),
  NextMarker: z.string().nullish(),
});

/** Versions of all functions of a region, those that still change left out. */
export const listLambdaVersions = listByPages({
  type: 'AWS::Lambda::Version',
  client: 'Lambda',
  operation: 'ListFunctions',
  input: { FunctionVersion: 'ALL', MaxItems: 50 },
  takes: 'Marker',
  schema: pageSchema,
  nextOf: (page) => page.NextMarker,
  rows: (page) =>
    (page.Functions ?? [])
      .filter(({ Version }) => Version !== '$LATEST')
      .map((one) => ({
        id: one.FunctionArn,
        arn: one.FunctionArn,
        tags: { Name: `${one.FunctionName}:${one.Version}` },
        createdAt: one.LastModified,
        metadata: {
          function: one.FunctionName,
          version: one.Version,
          // Lambda tells no state of versions that rest.
          state: one.State ?? 'Active',
          runtime: one.Runtime ?? '',
        },
      })),
});
