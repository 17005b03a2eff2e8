import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const PAGE = 100;
const text = z.string().nullish();

const pageSchema = z.object({
  Rules: z
    .array(
      z.object({
        Name: z.string(),
        Arn: z.string(),
        State: text,
        ScheduleExpression: text,
        ManagedBy: text,
      }),
    )
    .nullish(),
  NextToken: text,
});
type Row = NonNullable<z.infer<typeof pageSchema>['Rules']>[number];

const metadataOf = ({ State, ScheduleExpression, ManagedBy }: Row) => ({
  runs: State === 'DISABLED' ? 'turned off' : (ScheduleExpression ?? 'by events'),
  ...(typeof ManagedBy === 'string' ? { managedBy: ManagedBy } : {}),
});

/** Rules of the default bus of one region, page by page. */
export const listRules = listByPages({
  type: 'AWS::Events::Rule',
  client: 'EventBridge',
  operation: 'ListRules',
  input: { Limit: PAGE },
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ Rules }) =>
    (Rules ?? []).map((row) => ({ id: row.Name, arn: row.Arn, metadata: metadataOf(row) })),
});
