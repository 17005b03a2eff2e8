import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { isMissing, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import { readPages } from '../paged/facts.ts';
import type { DraftContext } from '../service.ts';
import type { HubFacts } from './facts-schema.ts';

const hubSchema = z.object({ HubArn: z.string() });
const administratorSchema = z.object({
  Administrator: z.object({ AccountId: z.string().nullish() }).nullish(),
});
const standardsSchema = z.object({
  StandardsSubscriptions: z.array(z.object({ StandardsArn: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});

/** Security Hub answers so where it was never turned on. */
const NOT_SUBSCRIBED = 'InvalidAccessException';

/** The ARN of the hub of a region; undefined where Security Hub is off. */
export const readHubArn = async (
  reader: AwsReader,
  region: Region,
): Promise<string | undefined> => {
  const call = { client: 'SecurityHub', operation: 'DescribeHub', region, input: {} };
  const answer = await reader.read(call);
  if (!answer.ok && (answer.code === NOT_SUBSCRIBED || isMissing(answer))) return undefined;
  return (await readParsed({ ...reader, read: () => Promise.resolve(answer) }, call, hubSchema))
    ?.HubArn;
};

const readStandards = async (reader: AwsReader, region: Region): Promise<string[]> => {
  const call = { client: 'SecurityHub', operation: 'GetEnabledStandards', region, input: {} };
  const paging = {
    schema: standardsSchema,
    member: 'NextToken',
    next: (page: z.infer<typeof standardsSchema>) => page.NextToken,
  };
  const found: string[] = [];
  for await (const page of readPages(reader, call, paging))
    found.push(...(page.StandardsSubscriptions ?? []).map(({ StandardsArn }) => StandardsArn));
  return found.sort();
};

/** Looks up the hub of the region, its standards, and who looks after it. */
export const readHubFacts = async (context: DraftContext, reader: AwsReader): Promise<HubFacts> => {
  const { region } = context;
  const arn = await readHubArn(reader, region);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::SecurityHub::Hub',
    name: 'Security Hub',
    identifier: arn ?? '',
    exists: arn !== undefined,
    isUnread: true,
  });
  if (arn === undefined) return { ...named, administrator: '', standards: [] };
  const call = { client: 'SecurityHub', operation: 'GetAdministratorAccount', region, input: {} };
  const by = await readParsed(reader, call, administratorSchema);
  return {
    ...named,
    administrator: by?.Administrator?.AccountId ?? '',
    standards: await readStandards(reader, region),
  };
};
