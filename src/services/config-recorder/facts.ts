import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';
import { readDelivery } from '../guarding/facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { RecorderFacts } from './facts-schema.ts';

/** What AWS Config calls itself, in policies and in the name of its role. */
export const CONFIG = 'config.amazonaws.com';
/** The role that AWS makes for Config, once in an account. */
export const CONFIG_ROLE = 'AWSServiceRoleForConfig';

const recordersSchema = z.object({
  ConfigurationRecorders: z.array(z.object({ name: z.string() })).nullish(),
});
const statusSchema = z.object({
  ConfigurationRecordersStatus: z.array(z.object({ recording: z.boolean().nullish() })).nullish(),
});
const channelsSchema = z.object({
  DeliveryChannels: z.array(z.object({ name: z.string() })).nullish(),
});
const roleSchema = z.object({ Role: z.object({ RoleName: z.string() }) });

const callOf = (region: Region, operation: string) => ({
  client: 'ConfigService',
  operation,
  region,
  input: {},
});

/** Looks up the one recorder and the one channel of the region, and where records would go. */
export const readRecorderFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<RecorderFacts> => {
  const { region, task } = context;
  const found = await readPage(
    reader,
    callOf(region, 'DescribeConfigurationRecorders'),
    recordersSchema,
  );
  const status = await readPage(
    reader,
    callOf(region, 'DescribeConfigurationRecorderStatus'),
    statusSchema,
  );
  const channels = await readPage(
    reader,
    callOf(region, 'DescribeDeliveryChannels'),
    channelsSchema,
  );
  const input = { RoleName: CONFIG_ROLE };
  const role = { client: 'IAM', operation: 'GetRole', region, input };
  const [recorder] = found.ConfigurationRecorders ?? [];
  const named = await readNamedFacts(context, reader, {
    type: 'AWS::Config::ConfigurationRecorder',
    name: recorder?.name ?? 'default',
    identifier: recorder?.name ?? '',
    exists: recorder !== undefined,
    isUnread: true,
  });
  const bucket = textOf(task, 'bucket');
  return {
    ...named,
    isRecording: status.ConfigurationRecordersStatus?.[0]?.recording === true,
    channel: channels.DeliveryChannels?.[0]?.name ?? '',
    hasLinkedRole: (await readParsed(reader, role, roleSchema)) !== undefined,
    delivery:
      bucket === undefined
        ? 'unknown'
        : await readDelivery(reader, region, { bucket, service: CONFIG }),
  };
};
