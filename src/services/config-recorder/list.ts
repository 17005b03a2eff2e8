import { z } from 'zod';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { listedResource } from '../listed.ts';

const recordersSchema = z.object({
  ConfigurationRecorders: z
    .array(
      z.object({
        name: z.string(),
        recordingGroup: z.object({ allSupported: z.boolean().nullish() }).nullish(),
      }),
    )
    .nullish(),
});
const statusSchema = z.object({
  ConfigurationRecordersStatus: z
    .array(
      z.object({
        name: z.string(),
        recording: z.boolean().nullish(),
        lastStatus: z.string().nullish(),
      }),
    )
    .nullish(),
});

/** The recorder of one region, with whether it records. */
export const listRecorders = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = { client: 'ConfigService', region, input: {} };
  const found = await readPage(
    reader,
    { ...call, operation: 'DescribeConfigurationRecorders' },
    recordersSchema,
  );
  const rows = found.ConfigurationRecorders ?? [];
  if (rows.length === 0) return;
  const status = await readPage(
    reader,
    { ...call, operation: 'DescribeConfigurationRecorderStatus' },
    statusSchema,
  );
  const place = { resourceType: 'AWS::Config::ConfigurationRecorder', account, region } as const;
  for (const { name, recordingGroup } of rows) {
    const is = status.ConfigurationRecordersStatus?.find((one) => one.name === name);
    yield listedResource(place, {
      id: name,
      arn: `arn:aws:config:${region}:${account.id}:configuration-recorder/${name}`,
      metadata: {
        recording: is?.recording === true ? 'on' : 'off',
        lastStatus: is?.lastStatus ?? '',
        everyType: recordingGroup?.allSupported === true ? 'yes' : 'no',
      },
    });
  }
};
