import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  where: readonly [property: string, operation: string],
  holds: ReadRow['holds'],
): ReadRow => ({
  name,
  ...(where[0] === '' ? {} : { property: where[0] }),
  client: 'EFS',
  operation: where[1],
  input: (input) => ({ FileSystemId: input.physicalId }),
  holds,
});

const filesOf = (output: unknown): Json | undefined => listOf(at(output, 'FileSystems'))[0];

const policyOf = (output: unknown): Json | undefined => {
  const parsed: unknown = JSON.parse(textIn(at(output, 'Policy')) || 'null');
  return isJsonObject(parsed) ? parsed : undefined;
};

const LIST = 'DescribeFileSystems';

const ROWS: readonly ReadRow[] = [
  row('available', ['', LIST], (output) => at(filesOf(output), 'LifeCycleState') === 'available'),
  row('encrypted', ['Encrypted', LIST], (output, planned) =>
    holdsWithin(planned, at(filesOf(output), 'Encrypted')),
  ),
  row('throughput', ['ThroughputMode', LIST], (output, planned) =>
    holdsWithin(planned, at(filesOf(output), 'ThroughputMode')),
  ),
  row(
    'backups',
    ['BackupPolicy', 'DescribeBackupPolicy'],
    (output, planned) =>
      textIn(at(output, 'BackupPolicy.Status')).slice(0, 5) ===
      textIn(at(planned, 'Status')).slice(0, 5),
  ),
  row('lifecycle', ['LifecyclePolicies', 'DescribeLifecycleConfiguration'], (output, planned) =>
    holdsWithin(planned, at(output, 'LifecyclePolicies')),
  ),
  row('policy', ['FileSystemPolicy', 'DescribeFileSystemPolicy'], (output, planned) =>
    holdsWithin(planned, policyOf(output)),
  ),
  row('tagged', ['FileSystemTags', LIST], (output, _planned, input) =>
    holdsTags(at(filesOf(output), 'Tags'), input),
  ),
];

const targetOf = (output: unknown): Json | undefined => listOf(at(output, 'MountTargets'))[0];

const targetRow = (name: string, property: string, member: string): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EFS',
  operation: 'DescribeMountTargets',
  input: (input) => ({ MountTargetId: input.physicalId }),
  holds: (output, planned) =>
    property === ''
      ? at(targetOf(output), member) === 'available'
      : holdsWithin(planned, at(targetOf(output), member)),
});

const TARGET_ROWS: readonly ReadRow[] = [
  targetRow('available', '', 'LifeCycleState'),
  targetRow('subnet', 'SubnetId', 'SubnetId'),
];

/** Reads a file system and its mount targets back by EFS's own calls. */
export const readBackEfs = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, account, physicalId } = input;
  const base = `arn:aws:elasticfilesystem:${region}:${account.id}`;
  if (type === 'AWS::EFS::FileSystem')
    return await runReadBack(input, `${base}:file-system/${physicalId}`, ROWS);
  if (type === 'AWS::EFS::MountTarget')
    return await runReadBack(input, `${base}:mount-target/${physicalId}`, TARGET_ROWS);
  return await readCompanion(input);
};
