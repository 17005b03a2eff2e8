import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { listedResource } from '../listed.ts';
import { describeChecks, readCheckTags, targetIn, type CheckRow } from './described/facts.ts';

const resourceType = 'AWS::Route53::HealthCheck';

const about = (row: CheckRow): AwsResource['metadata'] => {
  const { Type, Port, ResourcePath, RequestInterval, FailureThreshold, Disabled } =
    row.HealthCheckConfig;
  return {
    target: targetIn(row),
    protocol: Type,
    ...(typeof Port === 'number' ? { port: Port } : {}),
    ...(typeof ResourcePath === 'string' ? { path: ResourcePath } : {}),
    ...(typeof RequestInterval === 'number' ? { intervalSeconds: RequestInterval } : {}),
    ...(typeof FailureThreshold === 'number' ? { failureThreshold: FailureThreshold } : {}),
    disabled: Disabled === true,
  };
};

/** Health checks of the account; Route 53 does not say when one was made. */
export const listHealthChecks = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  for await (const rows of describeChecks(reader, region)) {
    const ids = rows.map(({ Id }) => Id);
    const tags = await readCheckTags(reader, region, ids);
    for (const row of rows)
      yield listedResource(
        { resourceType, account, region },
        {
          id: row.Id,
          arn: `arn:aws:route53:::healthcheck/${row.Id}`,
          tags: tags.get(row.Id) ?? {},
          metadata: about(row),
        },
      );
  }
};

const statusSchema = z.object({
  HealthCheckObservations: z.array(
    z.object({ StatusReport: z.object({ Status: z.string().nullish() }).nullish() }),
  ),
});

/** What the checkers saw last; a check that asks no endpoint has none, and nothing is known. */
export const readHealthCheckHealth = async (
  reader: AwsReader,
  { id, region, metadata }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const disabled = metadata['disabled'] === true;
  const input = { HealthCheckId: id };
  const call = { client: 'Route53', operation: 'GetHealthCheckStatus', region, input };
  const answer = await reader.read(call);
  const parsed = statusSchema.safeParse(answer.ok ? answer.output : undefined);
  if (!parsed.success) return { disabled };
  const seen = parsed.data.HealthCheckObservations;
  const well = seen.filter(({ StatusReport }) => StatusReport?.Status?.startsWith('Success'));
  return { disabled, checkers: seen.length, reachedBy: well.length };
};
