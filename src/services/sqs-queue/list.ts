import { z } from 'zod';
import { listByPages } from '../named/list.ts';
import { lastName, queueArn } from './names.ts';

/** SQS gives no token where it is not asked for pages. */
const PAGE = 1000;

const pageSchema = z.object({
  QueueUrls: z.array(z.string()).nullish(),
  NextToken: z.string().nullish(),
});

/** Queues of one region, page by page. SQS gives their addresses and nothing else. */
export const listQueues = listByPages({
  type: 'AWS::SQS::Queue',
  client: 'SQS',
  operation: 'ListQueues',
  input: { MaxResults: PAGE },
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ QueueUrls }, place) =>
    (QueueUrls ?? []).map((url) => ({ id: lastName(url), arn: queueArn(place, url) })),
});
