import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::SNS::Topic';

const pageSchema = z.object({
  Topics: z.array(z.object({ TopicArn: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});

const toResource = (arn: string, account: AwsAccount, region: Region): AwsResource => ({
  id: arn.split(':').at(-1) ?? arn,
  arn,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: [],
  tags: {},
  metadata: {},
  createdAt: '',
  updatedAt: '',
});

/** Topics of one region, page by page. SNS does not say when a topic was made. */
export const listTopics = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'SNS', operation: 'ListTopics', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Topics ?? []) yield toResource(row.TopicArn, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
