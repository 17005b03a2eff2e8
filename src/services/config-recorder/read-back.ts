import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { readBackKmsKey } from '../kms-key/read-back.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const config = (
  row: Pick<ReadRow, 'name' | 'operation' | 'holds'> & Partial<ReadRow>,
): ReadRow => ({
  client: 'ConfigService',
  input: () => ({}),
  ...row,
});

const RECORDER_ROWS: readonly ReadRow[] = [
  config({
    name: 'exists',
    operation: 'DescribeConfigurationRecorders',
    holds: (output, _planned, { physicalId }) =>
      listOf(at(output, 'ConfigurationRecorders')).some((row) => at(row, 'name') === physicalId),
  }),
  config({
    name: 'recording',
    operation: 'DescribeConfigurationRecorderStatus',
    holds: (output) =>
      listOf(at(output, 'ConfigurationRecordersStatus')).some(
        (row) => at(row, 'recording') === true,
      ),
  }),
];

const CHANNEL_ROWS: readonly ReadRow[] = [
  config({
    name: 'exists',
    operation: 'DescribeDeliveryChannels',
    holds: (output, _planned, { properties }) =>
      listOf(at(output, 'DeliveryChannels')).some(
        (row) => at(row, 's3BucketName') === properties['S3BucketName'],
      ),
  }),
];

const ROLE_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetRole',
    input: ({ physicalId }) => ({ RoleName: physicalId }),
    holds: (output) => at(output, 'Role.RoleName') !== undefined,
  },
];

/** Reads a recorder, its channel and the role of Config back by their own calls. */
export const readBackRecorder = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { region, account, physicalId } = input;
  const arn = `arn:aws:config:${region}:${account.id}`;
  switch (input.type) {
    case 'AWS::Config::ConfigurationRecorder':
      return await runReadBack(input, `${arn}:configuration-recorder/${physicalId}`, RECORDER_ROWS);
    case 'AWS::Config::DeliveryChannel':
      return await runReadBack(input, `${arn}:delivery-channel/${physicalId}`, CHANNEL_ROWS);
    case 'AWS::IAM::ServiceLinkedRole':
      return await runReadBack(input, `arn:aws:iam::${account.id}:role/${physicalId}`, ROLE_ROWS);
    case 'AWS::KMS::Key':
      return await readBackKmsKey(input);
    default:
      throw noReadBack(input);
  }
};
