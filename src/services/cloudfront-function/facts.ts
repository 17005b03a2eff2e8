import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readUsersOf } from '../cloudfront-distribution/described/facts.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { CloudfrontFunctionFacts } from './facts-schema.ts';

const describedSchema = z.object({ ETag: z.string().nullish() });

/** Looks the function up as it waits to be published, and for a delete who runs it. */
export const readCloudfrontFunctionFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<CloudfrontFunctionFacts> => {
  const { region, account, task } = context;
  const Name = targetOf(task);
  const arn = `arn:aws:cloudfront::${account.id}:function/${Name}`;
  const input = { Name, Stage: 'DEVELOPMENT' };
  const call = { client: 'CloudFront', operation: 'DescribeFunction', region, input };
  const waiting = await readParsed(reader, call, describedSchema);
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::CloudFront::Function',
    name: Name,
    identifier: arn,
    exists: waiting !== undefined,
  });
  const isDelete = task.taskType === 'DeleteResource';
  return {
    ...named,
    etag: waiting?.ETag ?? '',
    users: isDelete ? await readUsersOf(reader, region, (used) => used === arn) : [],
  };
};
