import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { isThere } from '../cloudwatch-alarm/watched/facts.ts';
import { readPage, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { DashboardFacts } from './facts-schema.ts';
import { shownIn, type Shown } from './shown.ts';

const TYPE = 'AWS::CloudWatch::Dashboard';

const dashboardSchema = z.object({ DashboardName: z.string() });
const alarmsSchema = z.object({ MetricAlarms: z.array(z.looseObject({})).nullish() });

const isShownThere = async (
  context: DraftContext,
  reader: AwsReader,
  { kind, name }: Shown,
): Promise<boolean> => {
  if (kind !== 'alarm') return await isThere(context, reader, { kind, name });
  const { region } = context;
  const input = { AlarmNames: [name], AlarmTypes: ['MetricAlarm'] };
  const call = { client: 'CloudWatch', operation: 'DescribeAlarms', region, input };
  return ((await readPage(reader, call, alarmsSchema)).MetricAlarms ?? []).length > 0;
};

/** Looks the dashboard up by its name, and whether what it shall show is there. */
export const readDashboardFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<DashboardFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const input = { DashboardName: name };
  const call = { client: 'CloudWatch', operation: 'GetDashboard', region, input };
  const exists = (await readParsed(reader, call, dashboardSchema)) !== undefined;
  const target = { type: TYPE, name, identifier: name, exists };
  const missing: string[] = [];
  for (const shown of shownIn(task))
    if (!(await isShownThere(context, reader, shown))) missing.push(`${shown.kind} ${shown.name}`);
  return { ...(await readNamedFacts(context, reader, target)), missing };
};
