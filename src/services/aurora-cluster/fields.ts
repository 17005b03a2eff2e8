import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (
  name: string,
  kind: Field['kind'],
  rest: Pick<Field, 'pattern' | 'min' | 'max'> & { readonly hint: string },
): Field => ({ name, kind, requiredFor: [], ...rest });

/** What a task for an Aurora cluster may carry. A password is never among it. */
export const AURORA_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[a-z](?!.*--)[a-z0-9-]{0,59}[a-z0-9]$/,
    hint: 'The cluster name: small letters, digits and single hyphens, such as `ledger`.',
  },
  optional('action', 'text', {
    pattern: /^(failover|start|stop|snapshot)$/,
    hint: 'failover, start, stop (AWS starts it again after 7 days) or snapshot.',
  }),
  {
    name: 'engine',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^aurora-(postgresql|mysql)$/,
    hint: '`aurora-postgresql` or `aurora-mysql`.',
  },
  optional('engineVersion', 'text', {
    pattern: /^\d{1,2}(\.\d{1,3}){0,2}$/,
    hint: 'Its version, such as `16`; without it, the one that AWS takes by itself.',
  }),
  optional('instanceType', 'text', {
    pattern: /^db\.([a-z0-9-]{2,12}\.[a-z0-9]{2,10}|serverless)$/,
    hint: 'The class of every instance, such as `db.r6g.large`, or `db.serverless`.',
  }),
  optional('instances', 'number', {
    min: 1,
    max: 15,
    hint: 'How many instances, such as 2: one writes, the others read and take over.',
  }),
  optional('minCapacity', 'number', {
    min: 0,
    max: 256,
    hint: 'The least capacity of serverless instances in ACUs, such as 0.5.',
  }),
  optional('maxCapacity', 'number', {
    min: 1,
    max: 256,
    hint: 'The most capacity of serverless instances in ACUs, such as 4.',
  }),
  optional('backupRetentionDays', 'number', {
    min: 1,
    max: 35,
    hint: 'Days for which automated backups are kept, 1 to 35: AWS keeps none longer.',
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
    hint: 'The security group that lets the applications in, by id or name. Only at creation.',
  }),
  optional('encrypted', 'boolean', {
    hint: 'Always yes here; a cluster is encrypted only when it is created.',
  }),
  optional('kmsKey', 'text', {
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/databases`. Only at creation.',
  }),
  optional('deletionProtection', 'boolean', {
    hint: 'Whether AWS refuses to delete the cluster: yes or no.',
  }),
  ...TAG_FIELDS,
];
