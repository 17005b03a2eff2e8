import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readDelivery } from '../guarding/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { TrailFacts } from './facts-schema.ts';

const trailSchema = z.object({
  Trail: z.object({
    Name: z.string(),
    HomeRegion: z.string().nullish(),
    IsOrganizationTrail: z.boolean().nullish(),
  }),
});
const statusSchema = z.object({ IsLogging: z.boolean().nullish() });

/** What CloudTrail calls itself in the policy of a bucket. */
export const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

const readTrail = async (
  reader: AwsReader,
  region: Region,
  name: string,
): Promise<TrailFacts['trail']> => {
  const input = { Name: name };
  const call = { client: 'CloudTrail', operation: 'GetTrail', region, input };
  const found = await readParsed(reader, call, trailSchema);
  if (found === undefined) return null;
  const asked = { client: 'CloudTrail', operation: 'GetTrailStatus', region, input };
  const status = await readParsed(reader, asked, statusSchema);
  return {
    homeRegion: found.Trail.HomeRegion ?? region,
    isOfOrganization: found.Trail.IsOrganizationTrail === true,
    isLogging: status?.IsLogging === true,
  };
};

/** Looks the trail up by its name, and the bucket that shall take its records. */
export const readTrailFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<TrailFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const trail = await readTrail(reader, region, name);
  const exists = trail !== null;
  const target = { type: 'AWS::CloudTrail::Trail', name, identifier: name, exists };
  const named = await readNamedFacts(context, reader, { ...target, isUnread: true });
  const bucket = textOf(task, 'bucket');
  const delivery =
    bucket === undefined
      ? 'unknown'
      : await readDelivery(reader, region, { bucket, service: CLOUDTRAIL });
  return { ...named, trail, delivery };
};
