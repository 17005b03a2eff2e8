import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { readBackRds } from '../rds-instance/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const clusterOf = (output: unknown): Json | undefined => listOf(at(output, 'DBClusters'))[0];

const row = (
  name: string,
  property: string,
  holds: (cluster: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'RDS',
  operation: 'DescribeDBClusters',
  input: (input) => ({ DBClusterIdentifier: input.physicalId }),
  holds: (output, planned, input) => holds(clusterOf(output), planned, input),
});

const same =
  (member: string) =>
  (cluster: Json | undefined, planned: Json): boolean =>
    textIn(at(cluster, member)) === textIn(planned);

const ROWS: readonly ReadRow[] = [
  row('available', '', (one) => at(one, 'Status') === 'available'),
  row('encrypted', 'StorageEncrypted', same('StorageEncrypted')),
  row('backups', 'BackupRetentionPeriod', same('BackupRetentionPeriod')),
  row('deletion protection', 'DeletionProtection', same('DeletionProtection')),
  row('capacity', 'ServerlessV2ScalingConfiguration', (one, planned) =>
    holdsWithin(planned, at(one, 'ServerlessV2ScalingConfiguration')),
  ),
  row(
    'password in Secrets Manager',
    'ManageMasterUserPassword',
    (one, planned) => planned !== true || textIn(at(one, 'MasterUserSecret.SecretArn')) !== '',
  ),
  row('tagged', 'Tags', (one, _planned, input) => holdsTags(at(one, 'TagList'), input)),
];

/** Reads a cluster, its instances and what stands around it back by RDS's own calls. */
export const readBackAurora = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, account, physicalId } = input;
  if (type !== 'AWS::RDS::DBCluster') return await readBackRds(input);
  return await runReadBack(
    input,
    `arn:aws:rds:${region}:${account.id}:cluster:${physicalId}`,
    ROWS,
  );
};
