import { z } from 'zod';
import type { AwsReader, ReadCall } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import type { WatchedKind } from './metrics.ts';

type Asked = Pick<ReadCall, 'client' | 'operation' | 'input'>;

/** The call by which a service says whether a thing is there; none where nobody here may ask. */
const CALLS: Readonly<
  Partial<Record<WatchedKind, (name: string, context: DraftContext) => Asked>>
> = {
  function: (FunctionName) => ({
    client: 'Lambda',
    operation: 'GetFunctionConfiguration',
    input: { FunctionName },
  }),
  queue: (QueueName) => ({ client: 'SQS', operation: 'GetQueueUrl', input: { QueueName } }),
  topic: (name, { region, account }) => ({
    client: 'SNS',
    operation: 'GetTopicAttributes',
    input: { TopicArn: `arn:aws:sns:${region}:${account.id}:${name}` },
  }),
  rule: (Name) => ({ client: 'EventBridge', operation: 'DescribeRule', input: { Name } }),
  table: (TableName) => ({ client: 'DynamoDB', operation: 'DescribeTable', input: { TableName } }),
  instance: (id) => ({
    client: 'EC2',
    operation: 'DescribeInstances',
    input: { InstanceIds: [id] },
  }),
};

/** True where a thing is there, or where it is not asked; false where its service knows none. */
export const isThere = async (
  context: DraftContext,
  reader: AwsReader,
  { kind, name }: { readonly kind: WatchedKind; readonly name: string },
): Promise<boolean> => {
  const asked = CALLS[kind]?.(name, context);
  if (asked === undefined) return true;
  const call = { ...asked, region: context.region };
  return (await readParsed(reader, call, z.looseObject({}))) !== undefined;
};
