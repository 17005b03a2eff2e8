import { z } from 'zod';
import { listByPages } from '../named/list.ts';

const PAGE = 100;
const text = z.string().nullish();

const pageSchema = z.object({
  MetricAlarms: z
    .array(
      z.object({
        AlarmName: z.string(),
        AlarmArn: z.string(),
        StateValue: text,
        StateReason: text,
        ActionsEnabled: z.boolean().nullish(),
        AlarmActions: z.array(z.string()).nullish(),
        Namespace: text,
        MetricName: text,
      }),
    )
    .nullish(),
  NextToken: text,
});
type Row = NonNullable<z.infer<typeof pageSchema>['MetricAlarms']>[number];

const actionsOf = ({ ActionsEnabled, AlarmActions }: Row): string => {
  if (ActionsEnabled === false) return 'turned off';
  return (AlarmActions ?? []).length > 0 ? 'some' : 'none';
};

const metadataOf = (row: Row) => ({
  stateValue: row.StateValue ?? '',
  reason: row.StateReason ?? '',
  actions: actionsOf(row),
  watches: [row.Namespace ?? '', row.MetricName ?? ''].filter((one) => one !== '').join(' '),
});

/** Alarms of one metric of a region, page by page, with their state. */
export const listAlarms = listByPages({
  type: 'AWS::CloudWatch::Alarm',
  client: 'CloudWatch',
  operation: 'DescribeAlarms',
  input: { AlarmTypes: ['MetricAlarm'], MaxRecords: PAGE },
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ MetricAlarms }) =>
    (MetricAlarms ?? []).map((row) => ({
      id: row.AlarmName,
      arn: row.AlarmArn,
      metadata: metadataOf(row),
    })),
});
