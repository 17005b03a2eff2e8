import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const pageSchema = z.object({
  Groups: z
    .array(
      z.object({
        GroupName: z.string(),
        GroupARN: z.string(),
        FilterExpression: z.string().nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});

/** Groups of traces of one region, page by page. */
export const listGroups = listByPages({
  type: 'AWS::XRay::Group',
  client: 'XRay',
  operation: 'GetGroups',
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ Groups }) =>
    (Groups ?? []).map((row) => ({
      id: row.GroupName,
      arn: row.GroupARN,
      metadata: { filter: row.FilterExpression ?? '' },
    })),
});
