import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const pageSchema = z.object({
  DashboardEntries: z
    .array(z.object({ DashboardName: z.string(), DashboardArn: z.string() }))
    .nullish(),
  NextToken: z.string().nullish(),
});

/** Dashboards, page by page. CloudWatch gives those of the account in every region alike. */
export const listDashboards = listByPages({
  type: 'AWS::CloudWatch::Dashboard',
  client: 'CloudWatch',
  operation: 'ListDashboards',
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ DashboardEntries }) =>
    (DashboardEntries ?? []).map((row) => ({ id: row.DashboardName, arn: row.DashboardArn })),
});
