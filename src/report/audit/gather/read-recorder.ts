import { z } from 'zod';
import type { LiveDocument } from '../../../review/live/review-live.ts';
import { readPage } from '../../../services/facts.ts';
import type { AuditPlace, Listed, LiveThing } from './source.ts';
import { readStackTags } from './stack-tags.ts';

const RECORDER = 'AWS::Config::ConfigurationRecorder';
const CHANNEL = 'AWS::Config::DeliveryChannel';

const recordersSchema = z.object({
  ConfigurationRecorders: z
    .array(
      z.object({
        name: z.string(),
        roleARN: z.string().nullish(),
        recordingGroup: z
          .object({
            allSupported: z.boolean().nullish(),
            includeGlobalResourceTypes: z.boolean().nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
const channelsSchema = z.object({
  DeliveryChannels: z
    .array(
      z.object({
        name: z.string(),
        s3BucketName: z.string().nullish(),
        s3KmsKeyArn: z.string().nullish(),
      }),
    )
    .nullish(),
});

const readChannels = async ({ reader, region }: AuditPlace): Promise<readonly LiveDocument[]> => {
  const operation = 'DescribeDeliveryChannels';
  const call = { client: 'ConfigService', operation, region, input: {} };
  const found = await readPage(reader, call, channelsSchema);
  return (found.DeliveryChannels ?? []).map(({ name, s3BucketName, s3KmsKeyArn }) => ({
    type: CHANNEL,
    id: name,
    properties: {
      Name: name,
      ...(typeof s3BucketName === 'string' ? { S3BucketName: s3BucketName } : {}),
      ...(typeof s3KmsKeyArn === 'string' ? { S3KmsKeyArn: s3KmsKeyArn } : {}),
    },
  }));
};

/** The recorder of a region with its channel, by the calls of AWS Config: both are one thing. */
export const readRecorder = async (
  place: AuditPlace,
  one: Listed,
): Promise<Omit<LiveThing, 'beside'> | undefined> => {
  const { reader, region } = place;
  const operation = 'DescribeConfigurationRecorders';
  const call = { client: 'ConfigService', operation, region, input: {} };
  const all = await readPage(reader, call, recordersSchema);
  const found = all.ConfigurationRecorders?.find(({ name }) => name === one.id);
  if (found === undefined) return undefined;
  const properties = {
    Name: found.name,
    RoleARN: found.roleARN ?? '',
    RecordingGroup: {
      AllSupported: found.recordingGroup?.allSupported === true,
      IncludeGlobalResourceTypes: found.recordingGroup?.includeGlobalResourceTypes === true,
    },
  };
  const documents = [{ type: RECORDER, id: one.id, properties }, ...(await readChannels(place))];
  const stack = await readStackTags(reader, { type: RECORDER, region }, one);
  return { documents, ...stack, read: [...stack.read, CHANNEL] };
};
