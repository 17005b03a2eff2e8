import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (
  name: string,
  kind: Field['kind'],
  rest: Pick<Field, 'pattern' | 'min' | 'max'> & { readonly hint: string },
): Field => ({ name, kind, requiredFor: [], ...rest });

/** What a task for a database instance may carry. A password is never among it. */
export const RDS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
    hint: 'The instance name: small letters, digits and single hyphens, such as `orders-db`.',
  },
  optional('action', 'text', {
    pattern: /^(start|stop|reboot|snapshot)$/,
    hint: 'start, stop (AWS starts it again after 7 days), reboot or snapshot.',
  }),
  {
    name: 'engine',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^(postgres|mysql|mariadb)$/,
    hint: 'postgres, mysql or mariadb; for Aurora ask for an Aurora cluster.',
  },
  optional('engineVersion', 'text', {
    pattern: /^\d{1,2}(\.\d{1,3}){0,2}$/,
    hint: 'Its version, such as `16`; without it, the one that AWS takes by itself.',
  }),
  optional('instanceType', 'text', {
    pattern: /^db\.[a-z0-9-]{2,12}\.[a-z0-9]{2,10}$/,
    hint: 'The class, such as `db.t4g.medium`. Another one restarts the database.',
  }),
  optional('sizeGb', 'number', {
    min: 20,
    max: 65_536,
    hint: 'Storage in GB, 20 or more, such as 100. Storage grows, it never shrinks.',
  }),
  optional('backupRetentionDays', 'number', {
    min: 1,
    max: 35,
    hint: 'Days for which automated backups are kept, 1 to 35: AWS keeps none longer.',
  }),
  optional('multiAz', 'boolean', {
    hint: 'Whether a second copy stands in another zone: yes or no.',
  }),
  optional('replicaOf', 'text', {
    pattern: /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/,
    hint: 'The instance that a new read replica copies, such as `orders-db`.',
  }),
  optional('databaseName', 'text', {
    pattern: /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    hint: 'A first database inside, such as `orders`. Only at creation.',
  }),
  optional('subnetGroup', 'text', {
    pattern: /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,254}$/,
    hint: 'A subnet group that exists; without it, private subnets of the VPC. Only at creation.',
  }),
  optional('vpc', 'text', {
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    hint: 'The VPC, such as `vpc-0123456789abcdef0`, or the default one. Only at creation.',
  }),
  optional('securityGroup', 'text', {
    pattern: /^[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]{1,255}$/,
    hint: 'A security group by id or name, or a new one that lets nothing in. Only at creation.',
  }),
  optional('encrypted', 'boolean', {
    hint: 'Always yes here; a database is encrypted only when it is created.',
  }),
  optional('kmsKey', 'text', {
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/databases`. Only at creation.',
  }),
  optional('deletionProtection', 'boolean', {
    hint: 'Whether AWS refuses to delete the database: yes or no.',
  }),
  optional('publiclyAccessible', 'boolean', {
    hint: 'Never yes here; no takes a public address away.',
  }),
  ...TAG_FIELDS,
];
