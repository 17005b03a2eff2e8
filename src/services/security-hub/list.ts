import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { counted, SEVERITIES, severityWords, type Severity } from '../guarding/severities.ts';
import { listedResource } from '../listed.ts';
import { readHubArn } from './facts.ts';

const findingsSchema = z.object({
  Findings: z
    .array(z.object({ Severity: z.object({ Label: z.string().nullish() }).nullish() }))
    .nullish(),
  NextToken: z.string().nullish(),
});

/** Findings that are true now and that nobody has looked at or suppressed. */
const OPEN = {
  RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
  WorkflowStatus: [
    { Value: 'NEW', Comparison: 'EQUALS' },
    { Value: 'NOTIFIED', Comparison: 'EQUALS' },
  ],
};

/** So many pages of 100 are counted; with more the count says that it is none of all. */
const MOST_PAGES = 20;

const severityOf = (label: string | null | undefined): Severity =>
  SEVERITIES.find((name) => name === label?.toLowerCase()) ?? 'informational';

/** Open findings of a region, counted by how bad they are; never what they say. */
const readFindings = async (reader: AwsReader, region: Region): Promise<string> => {
  let counts: ReadonlyMap<Severity, number> = new Map();
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const more = token === undefined ? {} : { NextToken: token };
    const input = { Filters: OPEN, MaxResults: 100, ...more };
    const call = { client: 'SecurityHub', operation: 'GetFindings', region, input };
    const found = await readPage(reader, call, findingsSchema);
    for (const one of found.Findings ?? [])
      counts = counted(counts, severityOf(one.Severity?.Label), 1);
    token = found.NextToken ?? '';
    if (token === '') return severityWords(counts);
  }
  return `more than ${MOST_PAGES * 100}, of the first: ${severityWords(counts)}`;
};

/** The hub of one region, with what it found by severity. */
export const listHubs = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const arn = await readHubArn(reader, region);
  if (arn === undefined) return;
  const place = { resourceType: 'AWS::SecurityHub::Hub', account, region } as const;
  const metadata = { status: 'on', findings: await readFindings(reader, region) };
  yield listedResource(place, { id: arn, arn, metadata });
};
