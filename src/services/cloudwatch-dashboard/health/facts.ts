import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import { widgetsIn } from '../body.ts';

const schema = z.object({ DashboardBody: z.string().nullish() });

/** How many widgets a dashboard has. */
export const readDashboardHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const input = { DashboardName: id };
  const call = { client: 'CloudWatch', operation: 'GetDashboard', region, input };
  const body = (await readParsed(reader, call, schema))?.DashboardBody;
  return typeof body === 'string' ? { widgets: widgetsIn(body).length } : {};
};
