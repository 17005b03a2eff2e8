import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';

const tableSchema = z.object({ Table: z.object({ TableName: z.string() }) });

/** Looks the table up by its name. */
export const readDynamodbFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<NamedFacts> => {
  const name = targetOf(context.task);
  const { region } = context;
  const input = { TableName: name };
  const call = { client: 'DynamoDB', operation: 'DescribeTable', region, input };
  const found = await readParsed(reader, call, tableSchema);
  return await readNamedFacts(context, reader, {
    type: 'AWS::DynamoDB::Table',
    name,
    identifier: name,
    exists: found !== undefined,
    isUnread: textOf(context.task, 'action') === 'snapshot',
  });
};
