import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const pageSchema = z.object({
  FunctionList: z
    .object({
      Items: z
        .array(
          z.object({
            Name: z.string(),
            Status: z.string().nullish(),
            FunctionConfig: z.object({ Runtime: z.string().nullish() }).nullish(),
            FunctionMetadata: z.object({
              FunctionARN: z.string(),
              CreatedTime: z.coerce.date().nullish(),
            }),
          }),
        )
        .nullish(),
      NextMarker: z.string().nullish(),
    })
    .nullish(),
});

/** Functions of CloudFront, each as it waits or was published: both have a row there. */
export const listCloudfrontFunctions = listByPages({
  type: 'AWS::CloudFront::Function',
  client: 'CloudFront',
  operation: 'ListFunctions',
  input: { Stage: 'DEVELOPMENT' },
  takes: 'Marker',
  schema: pageSchema,
  nextOf: (page) => page.FunctionList?.NextMarker,
  rows: (page) =>
    (page.FunctionList?.Items ?? []).map((one) => ({
      // As CloudFormation and Cloud Control name it.
      id: one.FunctionMetadata.FunctionARN,
      arn: one.FunctionMetadata.FunctionARN,
      tags: { Name: one.Name },
      createdAt: one.FunctionMetadata.CreatedTime,
      metadata: {
        name: one.Name,
        status: one.Status ?? '',
        runtime: one.FunctionConfig?.Runtime ?? '',
      },
    })),
});
