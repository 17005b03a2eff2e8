import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { counted, severityOf, severityWords, type Severity } from '../guarding/severities.ts';
import { listedResource } from '../listed.ts';
import { readDetectorId } from './facts.ts';

const detectorSchema = z.object({
  Status: z.string().nullish(),
  CreatedAt: z.string().nullish(),
  Tags: z.record(z.string(), z.string()).nullish(),
});
const statisticsSchema = z.object({
  FindingStatistics: z
    .object({ CountBySeverity: z.record(z.string(), z.number()).nullish() })
    .nullish(),
});

const NOT_ARCHIVED = { Criterion: { 'service.archived': { Eq: ['false'] } } };

/** Findings that nobody has archived, counted by how bad they are; never what they say. */
const readFindings = async (reader: AwsReader, region: Region, id: string): Promise<string> => {
  const input = {
    DetectorId: id,
    FindingStatisticTypes: ['COUNT_BY_SEVERITY'],
    FindingCriteria: NOT_ARCHIVED,
  };
  const call = { client: 'GuardDuty', operation: 'GetFindingsStatistics', region, input };
  const found = await readParsed(reader, call, statisticsSchema);
  const rows = Object.entries(found?.FindingStatistics?.CountBySeverity ?? {});
  const counts = rows.reduce<ReadonlyMap<Severity, number>>(
    (sum, [value, count]) => counted(sum, severityOf(Number(value)), count),
    new Map(),
  );
  return severityWords(counts);
};

/** The detector of one region, with what it found by severity. */
export const listDetectors = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const id = await readDetectorId(reader, region);
  if (id === undefined) return;
  const input = { DetectorId: id };
  const call = { client: 'GuardDuty', operation: 'GetDetector', region, input };
  const found = await readParsed(reader, call, detectorSchema);
  const place = { resourceType: 'AWS::GuardDuty::Detector', account, region } as const;
  yield listedResource(place, {
    id,
    arn: `arn:aws:guardduty:${region}:${account.id}:detector/${id}`,
    createdAt: found?.CreatedAt,
    tags: found?.Tags ?? {},
    metadata: {
      status: found?.Status === 'ENABLED' ? 'on' : 'off',
      findings: await readFindings(reader, region, id),
    },
  });
};
