import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import { topicName } from './template.ts';

const attributesSchema = z.object({ Attributes: z.record(z.string(), z.string()).nullish() });

/** Looks the topic up by the ARN that its name gives. */
export const readSnsFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<NamedFacts> => {
  const { region, account, task } = context;
  const name = topicName(targetOf(task), task);
  const identifier = `arn:aws:sns:${region}:${account.id}:${name}`;
  const input = { TopicArn: identifier };
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input };
  const found = await readParsed(reader, call, attributesSchema);
  const target = { type: 'AWS::SNS::Topic', name, identifier, exists: found !== undefined };
  return await readNamedFacts(context, reader, target);
};
