import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { AlarmFacts } from './facts-schema.ts';
import { alarmName } from './name.ts';
import { isThere } from './watched/facts.ts';
import { metricRow } from './watched/metrics.ts';

const TYPE = 'AWS::CloudWatch::Alarm';
const named = z.array(z.object({ AlarmName: z.string() })).nullish();
const alarmsSchema = z.object({ MetricAlarms: named, CompositeAlarms: named });

const readAlarms = async ({ region }: DraftContext, reader: AwsReader, input: object) => {
  const call = { client: 'CloudWatch', operation: 'DescribeAlarms', region, input: { ...input } };
  return await readPage(reader, call, alarmsSchema);
};

const topicSchema = z.object({
  Attributes: z.object({ KmsMasterKeyId: z.string().nullish() }).nullish(),
});

const readTopic = async (
  { region, account, task }: DraftContext,
  reader: AwsReader,
): Promise<AlarmFacts['topic']> => {
  const asked = textOf(task, 'topic');
  if (asked === undefined) return null;
  const arn = asked.startsWith('arn:') ? asked : `arn:aws:sns:${region}:${account.id}:${asked}`;
  const call = { client: 'SNS', operation: 'GetTopicAttributes', region, input: { TopicArn: arn } };
  const found = await readParsed(reader, call, topicSchema);
  return { arn, exists: found !== undefined, key: found?.Attributes?.KmsMasterKeyId ?? '' };
};

const isWatchedThere = async (context: DraftContext, reader: AwsReader): Promise<boolean> => {
  const { task } = context;
  const [metric = '', name] = [textOf(task, 'metric'), textOf(task, 'resource')];
  const kind = metricRow(metric, name)?.kind;
  return name === undefined || kind === undefined || textOf(task, 'namespace') !== undefined
    ? true
    : await isThere(context, reader, { kind, name });
};

const readParents = async (
  context: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<readonly string[]> => {
  if (context.task.taskType !== 'DeleteResource') return [];
  // CloudWatch takes nothing else beside this one.
  const { CompositeAlarms } = await readAlarms(context, reader, { ParentsOfAlarmName: name });
  return (CompositeAlarms ?? []).map(({ AlarmName }) => AlarmName);
};

/** Looks up the alarm, what it watches, whom it tells, and what is made of it. */
export const readAlarmFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<AlarmFacts> => {
  const name = alarmName(context);
  const input = { AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] };
  const found = await readAlarms(context, reader, input);
  const all = [...(found.MetricAlarms ?? []), ...(found.CompositeAlarms ?? [])];
  const exists = all.some(({ AlarmName }) => AlarmName === name);
  const target = { type: TYPE, name, identifier: name, exists };
  return {
    ...(await readNamedFacts(context, reader, target)),
    isWatchedThere: await isWatchedThere(context, reader),
    topic: await readTopic(context, reader),
    parents: exists ? [...(await readParents(context, reader, name))] : [],
  };
};
