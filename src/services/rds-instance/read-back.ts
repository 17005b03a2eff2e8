import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { readBackAround } from '../databases/read-back.ts';
import { readBackEc2 } from '../ec2-instance/read-back.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const instanceOf = (output: unknown): Json | undefined => listOf(at(output, 'DBInstances'))[0];

const row = (
  name: string,
  property: string,
  holds: (instance: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'RDS',
  operation: 'DescribeDBInstances',
  input: (input) => ({ DBInstanceIdentifier: input.physicalId }),
  holds: (output, planned, input) => holds(instanceOf(output), planned, input),
});

const same =
  (member: string) =>
  (instance: Json | undefined, planned: Json): boolean =>
    textIn(at(instance, member)) === textIn(planned);

/** Of a major version alone any minor one is as planned. */
const begins =
  (member: string) =>
  (instance: Json | undefined, planned: Json): boolean =>
    `${textIn(at(instance, member))}.`.startsWith(`${textIn(planned)}.`);

const ROWS: readonly ReadRow[] = [
  row('available', '', (one) => at(one, 'DBInstanceStatus') === 'available'),
  row('class', 'DBInstanceClass', same('DBInstanceClass')),
  row('version', 'EngineVersion', begins('EngineVersion')),
  row('storage', 'AllocatedStorage', same('AllocatedStorage')),
  row('encrypted', 'StorageEncrypted', same('StorageEncrypted')),
  row('not public', 'PubliclyAccessible', same('PubliclyAccessible')),
  row('two zones', 'MultiAZ', same('MultiAZ')),
  row('backups', 'BackupRetentionPeriod', same('BackupRetentionPeriod')),
  row('deletion protection', 'DeletionProtection', same('DeletionProtection')),
  row(
    'password in Secrets Manager',
    'ManageMasterUserPassword',
    (one, planned) => planned !== true || textIn(at(one, 'MasterUserSecret.SecretArn')) !== '',
  ),
  row('source', 'SourceDBInstanceIdentifier', same('ReadReplicaSourceDBInstanceIdentifier')),
  row('tagged', 'Tags', (one, _planned, input) => holdsTags(at(one, 'TagList'), input)),
];

/** Reads an instance, and what stands around it, back by their services' own calls. */
export const readBackRds = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const { type, region, account, physicalId } = input;
  if (type === 'AWS::RDS::DBInstance')
    return await runReadBack(input, `arn:aws:rds:${region}:${account.id}:db:${physicalId}`, ROWS);
  if (type === 'AWS::EC2::SecurityGroup') return await readBackEc2(input);
  if (type.startsWith('AWS::RDS::')) return await readBackAround(input);
  return await readCompanion(input);
};
