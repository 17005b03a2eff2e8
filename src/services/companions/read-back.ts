import { at } from '../compare.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const alarmRow: ReadRow = {
  name: 'exists',
  client: 'CloudWatch',
  operation: 'DescribeAlarms',
  input: (input) => ({ AlarmNames: [input.physicalId] }),
  holds: (output) => hasOne(output, 'MetricAlarms'),
};

const keyRow: ReadRow = {
  name: 'enabled',
  client: 'KMS',
  operation: 'DescribeKey',
  input: (input) => ({ KeyId: input.physicalId }),
  holds: (output) => at(output, 'KeyMetadata.KeyState') === 'Enabled',
};

const roleRow: ReadRow = {
  name: 'exists',
  client: 'IAM',
  operation: 'GetRole',
  input: (input) => ({ RoleName: input.physicalId }),
  holds: (output, _planned, input) => at(output, 'Role.RoleName') === input.physicalId,
};

const hasOne = (output: unknown, member: string): boolean => {
  const rows = at(output, member);
  return Array.isArray(rows) && rows.length > 0;
};

/** Reads back a type that comes only as a companion of another service's resource. */
export const readCompanion = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const account = input.account.id;
  if (input.type === 'AWS::CloudWatch::Alarm') {
    const arn = `arn:aws:cloudwatch:${input.region}:${account}:alarm:${input.physicalId}`;
    return await runReadBack(input, arn, [alarmRow]);
  }
  if (input.type === 'AWS::KMS::Key') {
    const arn = `arn:aws:kms:${input.region}:${account}:key/${input.physicalId}`;
    return await runReadBack(input, arn, [keyRow]);
  }
  if (input.type === 'AWS::IAM::Role') {
    const arn = `arn:aws:iam::${account}:role/coworker/${input.physicalId}`;
    return await runReadBack(input, arn, [roleRow]);
  }
  throw noReadBack(input);
};
